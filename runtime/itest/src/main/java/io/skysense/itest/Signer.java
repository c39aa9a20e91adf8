// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.itest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Signs bundles as their authors do: by the tools of the JDK, with a key made for the test.
 *
 * @param name of the owner
 * @param folder of the key
 */
public record Signer(String name, Path folder) {

    private static final String PASSWORD = "only for a test";

    /** Makes a key. */
    public static Signer make(String name, Path folder) throws IOException {
        Signer signer = new Signer(name, folder);
        signer.tool("keytool", "-genkeypair", "-alias", name, "-keyalg", "EC", "-dname", "CN=" + name);
        signer.tool(
                "keytool",
                "-exportcert",
                "-rfc",
                "-alias",
                name,
                "-file",
                signer.certificate().toString());
        return signer;
    }

    /** {@return the file of the certificate} */
    public Path certificate() {
        return folder.resolve(name + ".crt");
    }

    /** Signs a copy of a jar. */
    public Path sign(Path jar) throws IOException {
        Path signed = Files.createTempFile(folder, name, ".jar");
        tool("jarsigner", "-signedjar", signed.toString(), jar.toString(), name);
        return signed;
    }

    private void tool(String tool, String... words) throws IOException {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", tool).toString());
        line.addAll(List.of("-keystore", folder.resolve(name + ".p12").toString(), "-storepass", PASSWORD));
        // A word that is an action comes first for one tool, and options for the other.
        line.addAll(tool.equals("keytool") ? 1 : line.size(), List.of(words));
        Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException(tool + ": " + said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
