// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.provision.internal.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skysense.provision.LifecycleException;
import io.skysense.provision.TrustedKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may bring what under which policy. */
class TrustRuleTest {

    private static SigningKey alice;
    private static SigningKey mallory;
    private static SigningKey expired;
    private static SigningKey soon;

    @TempDir
    Path folder;

    private KeyFolder keys;
    private TrustRule rule;
    private TrustedKey trusted;
    private Path unsigned;

    @BeforeAll
    static void makeKeys() throws Exception {
        alice = SigningKey.make("ALICE");
        mallory = SigningKey.make("MALLORY");
        expired = SigningKey.make("CAROL", "EC", 256, -9, -6);
        soon = SigningKey.make("DAVE", "EC", 256, 3, 6);
    }

    @BeforeEach
    void trustAlice() throws Exception {
        keys = new KeyFolder(folder.resolve("trust"));
        rule = new TrustRule(keys, Optional.of(Files.createDirectories(folder.resolve("own"))));
        trusted = keys.add(alice.pem(folder));
        unsigned = TestJar.bundle().write(folder);
    }

    @Test
    void letsInWhatATrustedKeyHasSigned() throws Exception {
        Path signed = alice.sign(unsigned);

        for (Origin origin : Origin.values()) {
            for (TrustPolicy policy : TrustPolicy.values()) {
                rule.check(signed, signed, origin, policy);
            }
        }
        assertEquals(trusted, rule.signer(signed));
        assertEquals(trusted, rule.signer(mallory.sign(signed)));
    }

    @Test
    void letsInWhatTheOperatorBringsUnlessOnlySignaturesCount() throws Exception {
        rule.check(unsigned, unsigned, Origin.OPERATOR, TrustPolicy.OPERATOR);
        Path unknown = mallory.sign(unsigned);
        rule.check(unknown, unknown, Origin.OPERATOR, TrustPolicy.OPERATOR);

        refused("it is not signed", unsigned, Origin.OPERATOR, TrustPolicy.SIGNED);
        refused("which is no trusted key", unknown, Origin.OPERATOR, TrustPolicy.SIGNED);
    }

    @Test
    void refusesWhatNobodyBroughtAndNobodySigned() {
        refused("it is not signed", unsigned, Origin.FOUND, TrustPolicy.OPERATOR);
        refused("it is not signed", unsigned, Origin.FOUND, TrustPolicy.SIGNED);
    }

    @Test
    void namesTheUnknownSigner() throws Exception {
        String mallorys = Certificates.key(mallory.certificate()).fingerprint();

        refused(
                "it is signed by CN=MALLORY (" + mallorys + "), which is no trusted key",
                mallory.sign(unsigned),
                Origin.FOUND,
                TrustPolicy.OPERATOR);
    }

    @Test
    void refusesABrokenSignatureWhoeverBringsIt() throws Exception {
        Path altered = TestJar.read(alice.sign(unsigned))
                .replace("org/example/Roads.class", "roads", "traps")
                .write(folder);

        for (Origin origin : Origin.values()) {
            refused("its signature does not count: altered since", altered, origin, TrustPolicy.OPERATOR);
        }
    }

    @Test
    void countsAKeyBetweenItsDatesOnly() throws Exception {
        for (SigningKey key : new SigningKey[] {expired, soon}) {
            Files.write(keys.folder().resolve(key.name() + ".pem"), Certificates.pem(key.certificate()));

            refused(
                    "a trusted key that counts from "
                            + KeyFolder.day(key.certificate().getNotBefore().toInstant()) + " to ",
                    key.sign(unsigned),
                    Origin.FOUND,
                    TrustPolicy.OPERATOR);
        }
        Path both = alice.sign(expired.sign(unsigned));
        assertEquals(trusted, rule.signer(both));
    }

    @Test
    void forgetsAKeyThatIsRemoved() throws Exception {
        Path signed = alice.sign(unsigned);
        keys.remove(trusted.fingerprint());

        refused("which is no trusted key", signed, Origin.FOUND, TrustPolicy.OPERATOR);
    }

    @Test
    void letsInThePartsOfTheDistributionAndNothingThatIsOnlyCalledSo() throws Exception {
        Path part = folder.resolve("own").resolve("part.jar");
        Files.copy(unsigned, part);
        rule.check(unsigned, Path.of("part.jar"), Origin.FOUND, TrustPolicy.SIGNED);

        Path other = TestJar.bundle().put("more", "more").write(folder);
        assertThrows(
                LifecycleException.class,
                () -> rule.check(other, Path.of("part.jar"), Origin.FOUND, TrustPolicy.OPERATOR));
    }

    @Test
    void knowsNoOtherPolicies() throws Exception {
        assertEquals(TrustPolicy.SIGNED, TrustPolicy.of("signed"));
        assertEquals(TrustPolicy.OPERATOR, TrustPolicy.of("operator"));
        for (Object wrong : new Object[] {"any", "Signed", "", 1}) {
            IOException failed = assertThrows(IOException.class, () -> TrustPolicy.of(wrong));
            assertTrue(failed.getMessage().contains("expected signed or operator"), failed.getMessage());
        }
    }

    private void refused(String reason, Path jar, Origin origin, TrustPolicy policy) {
        Path called = Path.of("roads.jar");
        LifecycleException refused =
                assertThrows(LifecycleException.class, () -> rule.check(jar, called, origin, policy));
        assertTrue(refused.getMessage().startsWith("roads.jar: "), refused.getMessage());
        assertTrue(refused.getMessage().contains(reason), refused.getMessage());
    }
}
