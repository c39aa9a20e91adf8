// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.provision.internal.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skysense.provision.TrustedKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFolderTest {

    private static SigningKey alice;
    private static SigningKey bob;
    private static SigningKey expired;
    private static SigningKey weak;

    @TempDir
    Path folder;

    private KeyFolder keys;

    @BeforeAll
    static void makeKeys() throws Exception {
        alice = SigningKey.make("ALICE");
        bob = SigningKey.make("BOB");
        expired = SigningKey.make("CAROL", "EC", 256, -9, -6);
        weak = SigningKey.make("WEAK", "RSA", 1024, -1, 90);
    }

    @BeforeEach
    void open() {
        keys = new KeyFolder(folder.resolve("trust"));
    }

    @Test
    void beginsEmpty() throws IOException {
        assertEquals(List.of(), keys.keys());
    }

    @Test
    void addsAndRemoves() throws Exception {
        TrustedKey second = keys.add(bob.pem(folder));
        TrustedKey first = keys.add(alice.pem(folder));
        keys.add(alice.pem(folder));

        assertEquals(List.of(first, second), keys.keys());
        assertEquals("CN=ALICE", first.owner());
        assertEquals(alice.certificate().getNotAfter().toInstant(), first.until());
        assertEquals(
                List.of(first.fingerprint() + ".pem", second.fingerprint() + ".pem").stream()
                        .sorted()
                        .toList(),
                files());
        assertEquals(first, keys.remove(first.fingerprint()));
        assertEquals(List.of(second), keys.keys());
    }

    @Test
    void callsAKeyByTheFingerprintThatOtherToolsShow() throws Exception {
        TrustedKey key = keys.add(alice.pem(folder));
        String shown = key.fingerprint().toUpperCase(Locale.ROOT).replaceAll("(..)(?!$)", "$1:");

        assertEquals(key, keys.remove(shown));
        keys.add(alice.pem(folder));
        assertEquals(key, keys.remove(key.fingerprint().substring(0, 8)));
    }

    @Test
    void refusesToRemoveWhatItDoesNotKnow() throws Exception {
        TrustedKey key = keys.add(alice.pem(folder));

        fails("at least 8 digits", () -> keys.remove(key.fingerprint().substring(0, 7)));
        fails("no such key is trusted", () -> keys.remove("0".repeat(64)));
        assertEquals(List.of(key), keys.keys());
    }

    @Test
    void takesDer() throws Exception {
        Path der = Files.write(folder.resolve("alice.der"), alice.certificate().getEncoded());

        assertEquals("CN=ALICE", keys.add(der).owner());
    }

    @Test
    void refusesWhatIsNoSingleStrongCertificateThatCounts() throws Exception {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(Certificates.pem(alice.certificate()));
        both.writeBytes(Certificates.pem(bob.certificate()));

        fails("no such file", () -> keys.add(folder.resolve("none.crt")));
        fails("no X.509 certificate", () -> keys.add(Files.writeString(folder.resolve("text.crt"), "text")));
        fails("expected one X.509 certificate", () -> keys.add(Files.write(folder.resolve("empty.crt"), new byte[0])));
        fails("and not 2", () -> keys.add(Files.write(folder.resolve("both.crt"), both.toByteArray())));
        fails("too weak", () -> keys.add(weak.pem(folder)));
        fails("it expired on ", () -> keys.add(expired.pem(folder)));
        assertEquals(List.of(), keys.keys());
    }

    @Test
    void goesOnWithoutAFileThatIsNoCertificate() throws Exception {
        TrustedKey key = keys.add(alice.pem(folder));
        Files.write(keys.folder().resolve("damaged.pem"), "-----BEGIN".getBytes(StandardCharsets.US_ASCII));
        Files.write(keys.folder().resolve("weak.pem"), Certificates.pem(weak.certificate()));

        assertEquals(List.of(key), keys.keys());
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(keys.folder())) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /** Reads or writes keys. */
    private interface Action {
        void run() throws Exception;
    }

    private static void fails(String reason, Action action) {
        IOException failed = assertThrows(IOException.class, action::run);
        assertTrue(failed.getMessage().contains(reason), failed.getMessage());
    }
}
