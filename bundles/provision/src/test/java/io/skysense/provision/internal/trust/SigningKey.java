// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.provision.internal.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipFile;
import jdk.security.jarsigner.JarSigner;

/**
 * A key made for a test.
 *
 * @param name of its owner, and of its signatures
 * @param secret the key
 * @param certificate made by itself
 */
record SigningKey(String name, PrivateKey secret, X509Certificate certificate) {

    private static final String PASSWORD = "only for a test";

    /** Makes a key on an elliptic curve that counts now. */
    static SigningKey make(Path folder, String name) throws IOException, GeneralSecurityException {
        return make(folder, name, "-keyalg", "EC", "-groupname", "secp256r1", "-validity", "90");
    }

    /** Makes a key by the tool of the JDK, as its users would. */
    static SigningKey make(Path folder, String name, String... options) throws IOException, GeneralSecurityException {
        Path store = folder.resolve(name + ".p12");
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-alias", "key"));
        line.addAll(List.of("-dname", "CN=" + name, "-keystore", store.toString(), "-storepass", PASSWORD));
        line.addAll(List.of(options));
        Process tool = new ProcessBuilder(line).redirectErrorStream(true).start();
        String said = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            assertEquals(0, tool.waitFor(), said);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        Certificate certificate = keys.getCertificate("key");
        return new SigningKey(
                name, (PrivateKey) keys.getKey("key", PASSWORD.toCharArray()), (X509Certificate) certificate);
    }

    /** {@return a file with the certificate} */
    Path pem(Path folder) throws IOException {
        return Files.write(folder.resolve(name + ".crt"), Certificates.pem(certificate));
    }

    /** Signs a copy of a jar. */
    Path sign(Path jar) throws IOException, GeneralSecurityException {
        return sign(jar, "SHA-256", JarSigner.Builder.getDefaultSignatureAlgorithm(secret));
    }

    /** Signs a copy of a jar by other algorithms. */
    Path sign(Path jar, String digest, String signature) throws IOException, GeneralSecurityException {
        JarSigner signer = new JarSigner.Builder(
                        secret, CertificateFactory.getInstance("X.509").generateCertPath(List.of(certificate)))
                .digestAlgorithm(digest)
                .signatureAlgorithm(signature)
                .signerName(name)
                .build();
        Path signed = Files.createTempFile(jar.getParent(), name, ".jar");
        try (ZipFile from = new ZipFile(jar.toFile());
                OutputStream to = Files.newOutputStream(signed)) {
            signer.sign(from, to);
        }
        return signed;
    }
}
