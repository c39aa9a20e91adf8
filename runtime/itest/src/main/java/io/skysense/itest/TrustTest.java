// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** Which bundles come in, by each of the ways there are. */
class TrustTest {

    private static final String PID = "io.skysense.provision.trust";
    private static final String HEAD = "guest";
    private static final String FEATURE = "org.example:guests";

    private static Signer friend;

    /** Version 1.0.0, signed by a friend, and by somebody whom nobody knows. */
    private static Path friends;

    private static Path strangers;

    private final BundleContext context =
            FrameworkUtil.getBundle(TrustTest.class).getBundleContext();
    private final Operator operator = new Operator(context);
    private final Path watched = Path.of(context.getProperty("felix.fileinstall.dir"));
    private final Path repository =
            Path.of(context.getProperty("skysense.repositories").replaceAll(".*,", ""));
    private Dictionary<String, Object> policy;

    @TempDir
    Path folder;

    @BeforeAll
    static void makeKeys(@TempDir Path keys) throws IOException {
        friend = Signer.make("friend", keys);
        Path guest = GuestBundle.of(GuestBundle.NAME, "1.0.0", "head").write(keys);
        friends = friend.sign(guest);
        strangers = Signer.make("stranger", keys).sign(guest);
    }

    @BeforeEach
    void trustAFriend() throws Exception {
        policy = configuration().getProperties();
        operator.trust(friend.certificate());
        Files.createDirectories(watched);
        Files.createDirectories(repository);
    }

    @AfterEach
    void leaveNothingBehind() throws Exception {
        configuration().update(policy);
        for (String version : versions()) {
            operator.uninstall(GuestBundle.NAME, version, true);
        }
        operator.distrust();
    }

    @Test
    void takesFromTheOperatorWhatNobodySigned() throws Exception {
        operator.install(strangers);
        operator.update(guest("2.0.0"));

        assertEquals("2.0.0", operator.serving(HEAD));
    }

    @Test
    void takesFromTheOperatorOnlyWhatIsSignedWhereThePolicySaysSo() throws Exception {
        configuration().update(new Hashtable<>(Map.of("policy", "signed")));

        refused("it is not signed", guest("1.0.0"));
        refused("it is signed by CN=stranger (", strangers);
        operator.install(friends);
        assertEquals("1.0.0", operator.serving(HEAD));
    }

    @Test
    void takesNothingUnderAPolicyThatIsNone() throws Exception {
        configuration().update(new Hashtable<>(Map.of("policy", "anybody")));

        refused("policy \"anybody\": expected signed or operator", friends);
    }

    @Test
    void refusesAnAlteredBundleFromTheOperatorToo() throws Exception {
        Path altered = Files.copy(friends, folder.resolve("altered.jar"));
        GuestBundle.addEntry(altered, "org/example/Trap.class");

        refused("its signature does not count: altered since: org/example/Trap.class is not signed", altered);
    }

    @Test
    void takesFromTheWatchedFolderOnlyWhatIsSigned() throws Exception {
        Path unsigned = Files.copy(guest("2.0.0"), watched.resolve("unsigned.jar"));
        Path disguised = Files.copy(guest("3.0.0"), watched.resolve("disguised.json"));
        Path signed = Files.copy(friends, watched.resolve("signed.jar"));
        try {
            Awaiting.until("the signed bundle", () -> versions().contains("1.0.0"));
            Files.delete(signed);
            Awaiting.until("it to go", () -> !versions().contains("1.0.0"));

            assertEquals(List.of(), versions(), "the folder was looked through twice");
        } finally {
            for (Path file : List.of(unsigned, disguised, signed)) {
                Files.deleteIfExists(file);
            }
            Awaiting.until("nothing to be left", () -> versions().isEmpty());
        }
    }

    @Test
    void takesFromFeaturesOnlyWhatIsSigned() throws Exception {
        Path jar = repository.resolve("guest-1.0.0.jar");
        Path feature = Files.writeString(folder.resolve("feature.json"), """
                { "feature-resource-version": "1.0", "id": "%s:1.0.0", "bundles": [ { "id": "org.example:guest:1.0.0" } ] }
                """.formatted(FEATURE));
        try {
            Files.copy(guest("1.0.0"), jar);
            Operator.Refused refused = assertThrows(Operator.Refused.class, () -> operator.installFeature(feature));
            assertTrue(refused.getMessage().endsWith(jar.getFileName() + ": it is not signed"), refused.getMessage());
            assertEquals(List.of(), versions());

            Files.delete(jar);
            Files.copy(friends, jar);
            operator.installFeature(feature);
            assertEquals(List.of("1.0.0"), versions());
        } finally {
            operator.removeFeature(FEATURE);
            Files.deleteIfExists(jar);
        }
    }

    @Test
    void goesBackToTheOldVersionWhenTheFileOfTheNewOneWasAltered() throws Exception {
        operator.install(guest("1.0.0"));
        operator.install(guest("2.0.0"));
        Bundle provision = new Bundles(context).find("io.skysense.provision").orElseThrow();
        Path kept = provision.getBundleContext().getDataFile("plugins").toPath();
        Path file = kept.resolve(GuestBundle.NAME + "-2.0.0.jar");

        provision.stop();
        Files.write(file, new byte[1], StandardOpenOption.APPEND);
        provision.start();

        assertEquals(List.of("1.0.0"), versions());
        assertEquals("1.0.0", operator.serving(HEAD));
        operator.uninstall(GuestBundle.NAME, "2.0.0", false); // what is left of it
        assertFalse(Files.exists(file));
        assertEquals("", operator.pinned(HEAD));
        operator.install(guest("2.0.0"));
        assertEquals("2.0.0", operator.serving(HEAD));
    }

    private void refused(String reason, Path file) {
        Operator.Refused refused = assertThrows(Operator.Refused.class, () -> operator.install(file));
        assertTrue(refused.getMessage().startsWith(file + ": "), refused.getMessage());
        assertTrue(refused.getMessage().contains(reason), refused.getMessage());
        assertEquals(List.of(), versions());
    }

    private Path guest(String version) throws IOException {
        return GuestBundle.of(GuestBundle.NAME, version, "head").write(folder);
    }

    private List<String> versions() {
        return Arrays.stream(context.getBundles())
                .filter(b -> GuestBundle.NAME.equals(b.getSymbolicName()))
                .map(b -> b.getVersion().toString())
                .sorted()
                .toList();
    }

    private Configuration configuration() throws IOException {
        ConfigurationAdmin admin = context.getService(context.getServiceReference(ConfigurationAdmin.class));
        return admin.getConfiguration(PID, "?");
    }
}
