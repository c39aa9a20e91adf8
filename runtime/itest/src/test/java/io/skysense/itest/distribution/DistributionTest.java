// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.itest.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skysense.itest.GuestBundle;
import io.skysense.itest.Signer;
import io.skysense.itest.distribution.Copy.Outcome;
import io.skysense.itest.distribution.Copy.Running;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The folder distribution, started as users start it. */
class DistributionTest {

    @TempDir
    Path temp;

    private Copy copy;

    @BeforeEach
    void copy() throws IOException {
        // Characters that a location in a URL would spell otherwise
        copy = Copy.make(temp.resolve("sky sense+ü%20"), temp.resolve("work"));
    }

    @Test
    void passesTheExitCodeOn() throws Exception {
        assertEquals(0, copy.run("--help").code());
        assertEquals(2, copy.run("no-such-command").code());
        assertEquals(1, copy.run("resume", "no-such-run").code());
    }

    @ParameterizedTest
    @ValueSource(strings = {"exit", "exit 0", "quit"})
    void leavesTheShellWithoutAWord(String line) throws Exception {
        Outcome outcome = copy.type("skysense:bundles\n" + line + "\n");

        assertEquals(0, outcome.code(), outcome.err());
        assertTrue(outcome.out().contains("io.skysense.api"), outcome.out());
        assertFalse(outcome.out().contains("Exception"), outcome.out());
        assertEquals("", outcome.err());
    }

    @Test
    void takesRelativePathsFromTheCallersFolder() throws Exception {
        Files.writeString(copy.work().resolve("bad.json"), "{ \"unknown\": 1 }");

        Outcome outcome = copy.run("train", "--preset", "bad.json", "--out", "run");

        assertEquals(1, outcome.code());
        assertTrue(outcome.err().contains("bad.json: unknown: unknown key"), outcome.err());
    }

    @Test
    void usesItsStorageAgain() throws Exception {
        copy.run("bundles");
        List<String> before = storage();
        copy.run("bundles");

        assertEquals(before, storage());
        assertTrue(before.stream().anyMatch(name -> name.endsWith(".stamp")), before.toString());
    }

    @Test
    void runsSeveralTimesAtOnce() throws Exception {
        List<Running> all = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            all.add(copy.start("bundles"));
        }
        for (Running one : all) {
            Outcome outcome = one.end();
            assertEquals(0, outcome.code(), outcome.err());
            assertTrue(outcome.out().contains("io.skysense.api"), outcome.out());
        }
    }

    @Test
    void startsAfterAKill() throws Exception {
        Running killed = copy.start("bundles");
        Thread.sleep(700); // somewhere in the middle of its start
        killed.process().destroyForcibly().waitFor();

        assertEquals(0, copy.run("bundles").code());
    }

    @Test
    void takesASignedBundleFromDeployAndLetsItGo() throws Exception {
        Path jar = deploy("org.example.guest", "");
        Outcome unsigned = copy.run("bundles", "--all");
        assertEquals("SEVERE: bundle left out: " + jar + ": it is not signed\n", unsigned.err());
        assertFalse(unsigned.out().contains("org.example.guest"), unsigned.out());

        trustAndSign(jar);
        assertTrue(listed("org.example.guest"));
        assertTrue(listed("org.example.guest"), "from the storage of the command before");

        String keys = copy.run("trust", "list").out();
        copy.run("trust", "remove", keys.replaceAll("(?s).*CN=.* (\\w{64}).*", "$1"));
        assertFalse(listed("org.example.guest"));
    }

    @Test
    void namesWhatABundleIsMissingAndRunsTheRest() throws Exception {
        trustAndSign(deploy("org.example.broken", "org.example.nowhere"));

        Outcome outcome = copy.run("bundles");

        assertEquals(0, outcome.code(), outcome.err());
        assertTrue(outcome.err().contains("org.example.broken did not start"), outcome.err());
        assertTrue(outcome.err().contains("org.example.nowhere"), outcome.err());
    }

    @Test
    void keepsWhatWasInstalledForTheNextCommand() throws Exception {
        Path first = GuestBundle.of(GuestBundle.NAME, "1.0.0", "head").write(temp);
        Path second = GuestBundle.of(GuestBundle.NAME, "2.0.0", "head").write(temp);

        Outcome installed = copy.run("install", first.toString());
        assertEquals(0, installed.code(), installed.err());
        assertTrue(installed.out().contains("installed: org.example.guest 1.0.0"), installed.out());
        Outcome updated = copy.run("update", second.toString());
        assertEquals(0, updated.code(), updated.err());
        assertTrue(updated.out().contains("switch   head guest from 1.0.0 to 2.0.0"), updated.out());
        assertEquals(0, copy.run("rollback", GuestBundle.NAME).code());

        Outcome again = copy.run("install", first.toString());
        assertEquals(1, again.code());
        assertTrue(again.err().contains("this version is installed already"), again.err());
        assertEquals(0, copy.run("uninstall", GuestBundle.NAME + "@2.0.0").code());
        String pins = copy.run("pins").out();
        assertTrue(pins.matches("(?s).*head +guest +org.example.guest +1.0.0 +serves, pinned.*"), pins);
        assertFalse(pins.contains("2.0.0"), pins);
    }

    @Test
    void saysWhichPartOfItIsMissing() throws Exception {
        try (Stream<Path> jars = Files.list(copy.home().resolve("lib"))) {
            for (Path jar : jars.filter(file -> file.getFileName().toString().startsWith("io.skysense.engine"))
                    .toList()) {
                Files.delete(jar);
            }
        }

        Outcome outcome = copy.run("bundles");

        assertEquals(1, outcome.code());
        assertTrue(outcome.err().startsWith("skysense: no io.skysense.engine-*.jar in "), outcome.err());
        assertEquals(1, outcome.err().lines().count(), outcome.err());
    }

    private void trustAndSign(Path jar) throws Exception {
        Signer signer = Signer.make("guests", temp);
        Outcome trusted = copy.run("trust", "add", signer.certificate().toString());
        assertEquals(0, trusted.code(), trusted.err());
        Files.copy(signer.sign(jar), jar, StandardCopyOption.REPLACE_EXISTING);
    }

    private boolean listed(String symbolicName) throws Exception {
        Outcome outcome = copy.run("bundles", "--all");
        assertEquals(0, outcome.code(), outcome.err());
        return outcome.out().contains(symbolicName);
    }

    private Path deploy(String symbolicName, String imports) throws IOException {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Bundle-ManifestVersion", "2");
        main.putValue("Bundle-SymbolicName", symbolicName);
        main.putValue("Bundle-Version", "1.0.0");
        if (!imports.isEmpty()) {
            main.putValue("Import-Package", imports);
        }
        Path jar = copy.home().resolve("deploy").resolve(symbolicName + ".jar");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out, manifest)) {
            entries.putNextEntry(new ZipEntry("content.txt")); // a signature is one of entries
        }
        return jar;
    }

    private List<String> storage() throws IOException {
        Path root = copy.work().resolve("cache/skysense/framework");
        try (Stream<Path> files = Files.walk(root, 2)) {
            return files.map(file -> root.relativize(file).toString()).sorted().toList();
        }
    }
}
