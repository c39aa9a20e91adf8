// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.provision.internal.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jars as the JDK's own signer leaves them, and what may happen to them afterwards. */
class SignedJarTest {

    private static final int MIB = 1 << 20;
    private static final String CLASS = "org/example/Roads.class";
    private static final String SIGNATURE = "META-INF/ALICE.SF";

    private static SigningKey alice;
    private static SigningKey bob;

    @TempDir
    Path folder;

    private Path signed;

    @BeforeAll
    static void makeKeys() throws Exception {
        alice = SigningKey.make("ALICE");
        bob = SigningKey.make("BOB", "RSA", 2048, -1, 90);
    }

    @BeforeEach
    void sign() throws Exception {
        signed = alice.sign(TestJar.bundle().write(folder));
    }

    @Test
    void namesWhoSignedAllOfIt() throws Exception {
        assertEquals(List.of(alice.certificate()), SignedJar.signers(signed));
    }

    @Test
    void namesNobodyWhereNothingIsSigned() throws Exception {
        assertEquals(List.of(), SignedJar.signers(TestJar.bundle().write(folder)));
    }

    @Test
    void namesEverybodyWhoSignedAllOfIt() throws Exception {
        assertEquals(Set.of(alice.certificate(), bob.certificate()), Set.copyOf(SignedJar.signers(bob.sign(signed))));
    }

    @Test
    void takesSignaturesByStrongerDigests() throws Exception {
        Path jar = bob.sign(TestJar.bundle().write(folder), "SHA-512", "SHA512withRSA");

        assertEquals(List.of(bob.certificate()), SignedJar.signers(jar));
    }

    @Test
    void refusesAnAlteredEntry() throws Exception {
        refused("altered since: SHA-256 digest error for " + CLASS, jar().replace(CLASS, "roads", "traps"));
        refused("altered since", jar().replace("META-INF/LICENSE", "a", "no"));
    }

    @Test
    void refusesAnAlteredEntryForAnotherRelease() throws Exception {
        refused("altered since", jar().replace("META-INF/versions/11/" + CLASS, "roads", "traps"));
    }

    @Test
    void refusesAnEntryThatWasAdded() throws Exception {
        refused("altered since: org/example/Trap.class is not signed", jar().put("org/example/Trap.class", "trap"));
        refused("META-INF/versions/17/" + CLASS, jar().put("META-INF/versions/17/" + CLASS, "trap"));
        refused("META-INF/SIG-TRAP", jar().put("META-INF/SIG-TRAP", "trap"));
        refused("org/example/trap/ is not signed", jar().put("org/example/trap/", "content of a folder"));
    }

    @Test
    void refusesAnEntryThatSomebodyElseAddedAndSigned() throws Exception {
        Path more = jar().put("org/example/Trap.class", "trap").write(folder);
        // A later signature extends the manifest, which the one before does not cover any more.
        refused("ALICE.SF is of another manifest", TestJar.read(bob.sign(more)));
    }

    @Test
    void refusesARemovedEntry() throws Exception {
        refused("altered since: " + CLASS + " is missing", jar().remove(CLASS));
    }

    @Test
    void refusesAnAlteredManifest() throws Exception {
        refused("ALICE.SF is of another manifest", jar().replace(TestJar.MANIFEST, "example.roads", "example.traps"));
        refused("ALICE.SF is of another manifest", jar().replace(TestJar.MANIFEST, "\r\n\r\n", "\r\nA: b\r\n\r\n"));
        refused("ALICE.SF is of another manifest", jar().remove(TestJar.MANIFEST));
    }

    @Test
    void refusesAnAlteredSignatureFile() throws Exception {
        TestJar other = TestJar.read(
                alice.sign(TestJar.bundle().replace(CLASS, "roads", "traps").write(folder)));
        TestJar mixed = jar();
        for (String name : List.of(TestJar.MANIFEST, SIGNATURE, CLASS)) {
            mixed.entries().put(name, other.entries().get(name));
        }

        refused("", mixed);
    }

    @Test
    void refusesASignatureOfWhichAPartIsMissing() throws Exception {
        refused("a signature file or its block is missing", jar().remove(SIGNATURE));
        refused("a signature file or its block is missing", jar().remove("META-INF/ALICE.EC"));
        refused("a signature file or its block is missing", jar().put("META-INF/OTHER.RSA", "block"));
    }

    @Test
    void refusesADamagedBlock() throws Exception {
        refused("it covers nothing, is damaged, or", jar().put("META-INF/ALICE.EC", "no block"));
    }

    @Test
    void refusesAWeakDigest() throws Exception {
        Path plain = TestJar.bundle().write(folder);

        refused("a digest is too weak: META-INF/BOB.SF", TestJar.read(bob.sign(plain, "SHA-1", "SHA256withRSA")));
        refused("a digest is too weak: META-INF/BOB.SF", TestJar.read(bob.sign(plain, "MD5", "SHA256withRSA")));
    }

    @Test
    void refusesAWeakSignature() throws Exception {
        Path plain = TestJar.bundle().write(folder);

        refused("made with an algorithm that is too weak", TestJar.read(bob.sign(plain, "SHA-256", "SHA1withRSA")));
    }

    @Test
    void refusesAWeakDigestBesideAStrongSignature() throws Exception {
        Path twice = bob.sign(signed, "SHA-1", "SHA256withRSA");

        assertThrows(BrokenSignatureException.class, () -> SignedJar.signers(twice));
    }

    @Test
    void failsOnWhatIsCutOff() throws Exception {
        byte[] bytes = Files.readAllBytes(signed);
        for (int length : new int[] {0, bytes.length / 2, bytes.length - 1}) {
            Path cut = Files.write(folder.resolve("cut.jar"), Arrays.copyOf(bytes, length));

            assertThrows(IOException.class, () -> SignedJar.signers(cut));
        }
    }

    @Test
    void failsOnNamesThatReadersTakeDifferently() throws Exception {
        Path jar = jar().put("meta-inf/manifest.mf", "Manifest-Version: 1.0\n").write(folder);

        assertThrows(IOException.class, () -> SignedJar.signers(jar));
    }

    @Test
    void readsLargeEntriesPieceByPiece() throws Exception {
        TestJar large = TestJar.bundle();
        large.entries().put("weights.bin", new byte[32 * MIB]);
        Path jar = alice.sign(large.write(folder));
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();

        assertEquals(List.of(alice.certificate()), SignedJar.signers(jar));

        long taken = threads.getCurrentThreadAllocatedBytes() - before;
        assertTrue(taken < 16 * MIB, taken + " bytes");
    }

    @Test
    void refusesAManifestThatWouldFillTheMemory() throws Exception {
        Path jar = folder.resolve("bomb.jar");
        try (OutputStream out = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(TestJar.MANIFEST));
            byte[] zeros = new byte[MIB];
            for (int i = 0; i < 17; i++) {
                zip.write(zeros);
            }
        }

        IOException failed = assertThrows(IOException.class, () -> SignedJar.signers(jar));
        assertEquals(TestJar.MANIFEST + ": manifest and signatures need more than 16 MiB", failed.getMessage());
    }

    private TestJar jar() throws IOException {
        return TestJar.read(signed);
    }

    private void refused(String reason, TestJar jar) throws IOException {
        Path file = jar.write(folder);
        BrokenSignatureException refused = assertThrows(BrokenSignatureException.class, () -> SignedJar.signers(file));
        assertTrue(refused.getMessage().contains(reason), refused.getMessage());
        assertEquals(1, refused.getMessage().lines().count(), refused.getMessage());
    }
}
