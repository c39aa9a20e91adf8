// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** Versions of a plug-in come, serve and go while the platform runs: good ones, and every kind of bad one. */
class LifecycleTest {

    private static final String PID = "io.skysense.provision.lifecycle";
    private static final String HEAD = "guest";
    private static final String PARTICIPANT = "org.example.participant";

    private final BundleContext context =
            FrameworkUtil.getBundle(LifecycleTest.class).getBundleContext();
    private final Operator operator = new Operator(context);
    private Dictionary<String, Object> patience;

    @TempDir
    Path folder;

    @BeforeEach
    void beImpatient() throws IOException {
        Configuration configuration = configuration();
        patience = configuration.getProperties();
        configuration.update(new Hashtable<>(
                Map.of("start.seconds", 1, "check.seconds", 1, "drain.seconds", 1, "thread.grace.ms", 200)));
    }

    @AfterEach
    void leaveNothingBehind() throws Exception {
        threads().forEach(Thread::interrupt);
        for (Bundle bundle : guests()) {
            if (bundle.getSymbolicName().equals(PARTICIPANT)) {
                bundle.uninstall();
            }
        }
        for (String version : versions()) {
            operator.uninstall(GuestBundle.NAME, version, true);
        }
        configuration().update(patience);
    }

    @Test
    void servesTheNewVersionWhileLeasesGoOnWithNoneLost() throws Exception {
        operator.install(head("1.0.0"));
        AtomicBoolean running = new AtomicBoolean(true);
        AtomicInteger leases = new AtomicInteger();
        CompletableFuture<Void> user = CompletableFuture.runAsync(() -> {
            while (running.get()) {
                try (AutoCloseable lease = operator.lease(HEAD)) {
                    assertFalse(Operator.version(lease).isEmpty());
                    leases.incrementAndGet();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }
        });
        try {
            for (int next = 2; next <= 5; next++) {
                String phases = operator.update(head(next + ".0.0"));
                assertTrue(
                        phases.contains("SWITCH: head guest from " + (next - 1) + ".0.0 to " + next + ".0.0"), phases);
                assertEquals(next + ".0.0", operator.serving(HEAD));
                operator.uninstall(GuestBundle.NAME, (next - 1) + ".0.0", false);
                int before = leases.get();
                Awaiting.until("a lease on " + next, () -> leases.get() > before + 1 || user.isDone());
            }
        } finally {
            running.set(false);
        }
        user.get();
        assertEquals(List.of("5.0.0"), versions());
    }

    @Test
    void goesThroughItsPhasesInOrder() throws Exception {
        operator.install(head("1.0.0"));

        List<String> phases = operator.install(head("2.0.0"))
                .lines()
                .map(line -> line.split(":")[0])
                .toList();

        assertEquals(List.of("RESOLVE", "START", "CHECK", "SWITCH"), phases);
    }

    @Test
    void keepsTheOldVersionUntilTheNewOneIsChecked() throws Exception {
        operator.install(head("1.0.0"));
        List<?> calls = participant();

        operator.install(head("2.0.0"));

        assertEquals(List.of("built with 2.0.0", "switched to 2.0.0"), calls);
        assertEquals("2.0.0", operator.serving(HEAD));
    }

    @Test
    void keepsTheOldVersionWhenAParticipantRefuses() throws Exception {
        operator.install(head("1.0.0"));
        participant();

        refused(head("6.0.0"), "6.0.0 was refused: the check failed: the sample came out wrong");
    }

    @Test
    void keepsTheOldVersionWhenACheckDoesNotEnd() throws Exception {
        operator.install(head("1.0.0"));
        participant();

        refused(
                head("7.0.0"),
                "7.0.0 was refused: the check was not done in 1 s: it is in "
                        + "io.skysense.itest.guest.GuestParticipant.prepare");
    }

    @Test
    void goesBackWhenAParticipantWillNotSwitch() throws Exception {
        operator.install(head("1.0.0"));
        List<?> calls = participant();

        refused(head("8.0.0"), "8.0.0 was refused: the switch failed: the switch is stuck");
        assertEquals(List.of("built with 8.0.0", "built with 1.0.0", "switched to 1.0.0", "dropped 8.0.0"), calls);
    }

    @Test
    void rollsBackStepByStep() throws Exception {
        operator.install(head("1.0.0"));
        operator.install(head("2.0.0"));
        operator.install(head("3.0.0"));

        operator.rollback(GuestBundle.NAME);
        assertEquals("2.0.0", operator.serving(HEAD));
        operator.rollback(GuestBundle.NAME);
        assertEquals("1.0.0", operator.serving(HEAD));

        Operator.Refused refused = assertThrows(Operator.Refused.class, () -> operator.rollback(GuestBundle.NAME));
        assertTrue(
                refused.getMessage().contains("nothing that is still installed served before"), refused.getMessage());
        assertEquals(List.of("1.0.0", "2.0.0", "3.0.0"), versions());
    }

    @Test
    void refusesABundleThatThrowsOnActivation() throws Exception {
        operator.install(head("1.0.0"));

        refused(guest("2.0.0", "throws"), "2.0.0 was refused: it does not start: the guest will not start");
    }

    @Test
    void refusesABundleWhoseComponentThrows() throws Exception {
        operator.install(head("1.0.0"));

        refused(
                GuestBundle.component(GuestBundle.NAME, "2.0.0", "FailingHead", "")
                        .write(folder),
                "2.0.0 was refused: it does not come up: guest.head failed: ");
    }

    @Test
    void refusesABundleWhoseComponentLacksAService() throws Exception {
        operator.install(head("1.0.0"));

        refused(
                GuestBundle.component(GuestBundle.NAME, "2.0.0", "GuestHead", "org.example.Nowhere")
                        .write(folder),
                "2.0.0 was refused: it does not come up: guest.head lacks org.example.Nowhere");
    }

    @Test
    void installsABundleOfComponents() throws Exception {
        operator.install(head("1.0.0"));

        operator.install(GuestBundle.component(GuestBundle.NAME, "2.0.0", "GuestHead", "")
                .write(folder));

        assertEquals("2.0.0", operator.serving(HEAD));
    }

    @Test
    void givesUpABundleThatHangsInActivation() throws Exception {
        operator.install(head("1.0.0"));

        refused(
                guest("2.0.0", "hangs"),
                "2.0.0 was refused: it was not started in 1 s: it is in io.skysense.itest.guest.Guest.start");
    }

    @Test
    void givesUpABundleThatDoesNotHeedAnInterrupt() throws Exception {
        operator.install(head("1.0.0"));

        Operator.Refused refused =
                assertThrows(Operator.Refused.class, () -> operator.install(guest("2.0.0", "stubborn")));

        assertTrue(refused.getMessage().contains("it does not heed an interrupt"), refused.getMessage());
        assertEquals("1.0.0", operator.serving(HEAD), "it offers a newer head already, which must not serve");
        operator.install(head("3.0.0")); // nothing else is held up
        assertEquals("3.0.0", operator.serving(HEAD));
        starting().forEach(Thread::interrupt);
        Awaiting.until("the stubborn bundle to go", () -> starting().isEmpty());
        assertFalse(versions().contains("2.0.0"));
        assertEquals("3.0.0", operator.serving(HEAD));
    }

    @Test
    void namesTheThreadsThatABundleLeavesBehind() throws Exception {
        operator.install(guest("1.0.0", "leaks"));
        operator.install(head("2.0.0"));

        String said = operator.uninstall(GuestBundle.NAME, "1.0.0", false);

        assertTrue(
                said.contains("warning: org.example.guest 1.0.0 has left 1 of its threads running: guest-thread"),
                said);
        assertEquals("2.0.0", operator.serving(HEAD));
    }

    @Test
    void refusesABundleWithAMissingDependency() throws Exception {
        operator.install(head("1.0.0"));

        refused(
                GuestBundle.of(GuestBundle.NAME, "2.0.0", "head")
                        .importing("org.example.nowhere")
                        .write(folder),
                "2.0.0 was refused: it does not resolve: org.example.guest needs"
                        + " (osgi.wiring.package=org.example.nowhere), which no bundle offers");
    }

    @Test
    void refusesACorruptFile() throws Exception {
        operator.install(head("1.0.0"));
        Path cut = head("2.0.0");
        byte[] bytes = Files.readAllBytes(cut);
        Files.write(cut, Arrays.copyOf(bytes, bytes.length / 2));
        Path flipped = head("2.0.0");
        bytes = Files.readAllBytes(flipped);
        for (int i = bytes.length / 4; i < bytes.length / 2; i++) {
            bytes[i] ^= 0x55;
        }
        Files.write(flipped, bytes);

        refused(cut, cut + ": a corrupt file");
        refused(flipped, flipped + ": a corrupt file");
        refused(Files.writeString(folder.resolve("text.jar"), "no jar"), "text.jar: a corrupt file");
        refused(folder.resolve("none.jar"), "none.jar: no such file");
    }

    @Test
    void refusesAVersionThatIsThere() throws Exception {
        operator.install(head("1.0.0"));

        refused(head("1.0.0"), "1.0.0 was refused: this version is installed already");
    }

    @Test
    void updatesOnlyWhatIsThereAndOlder() throws Exception {
        Operator.Refused refused = assertThrows(Operator.Refused.class, () -> operator.update(head("1.0.0")));
        assertTrue(refused.getMessage().contains("no version is installed that it could update"), refused.getMessage());
        operator.install(head("2.0.0"));

        Operator.Refused older = assertThrows(Operator.Refused.class, () -> operator.update(head("1.0.0")));
        assertTrue(older.getMessage().contains("older than 2.0.0"), older.getMessage());
    }

    @Test
    void pinsAndUnpins() throws Exception {
        operator.install(head("1.0.0"));
        operator.install(head("2.0.0"));

        operator.pin("head", HEAD, "1.0.0");
        assertEquals("1.0.0", operator.serving(HEAD));
        operator.unpin("head", HEAD);
        assertEquals("2.0.0", operator.serving(HEAD));
        assertEquals("", operator.pinned(HEAD));

        Operator.Refused refused = assertThrows(Operator.Refused.class, () -> operator.pin("head", HEAD, "9.0.0"));
        assertTrue(refused.getMessage().contains("there is org.example.guest 2.0.0"), refused.getMessage());
    }

    @Test
    void removesTheLastPinnedVersionOnlyByForce() throws Exception {
        operator.install(head("1.0.0"));

        Operator.Refused refused =
                assertThrows(Operator.Refused.class, () -> operator.uninstall(GuestBundle.NAME, "1.0.0", false));
        assertTrue(refused.getMessage().contains("only one that serves the head guest"), refused.getMessage());
        operator.uninstall(GuestBundle.NAME, null, true);

        assertEquals("", operator.serving(HEAD));
        assertEquals("", operator.pinned(HEAD));
        assertEquals(List.of(), versions());
    }

    @Test
    void handsOverToWhatServedBeforeWhenTheServingVersionIsRemoved() throws Exception {
        operator.install(head("1.0.0"));
        operator.install(head("3.0.0"));
        operator.pin("head", HEAD, "1.0.0");
        operator.install(head("2.0.0"));

        operator.uninstall(GuestBundle.NAME, "2.0.0", false);

        assertEquals("1.0.0", operator.serving(HEAD));
    }

    @Test
    void removesAVersionInUseOnceItIsNot() throws Exception {
        operator.install(head("1.0.0"));
        AutoCloseable lease = operator.lease(HEAD);
        operator.install(head("2.0.0"));
        try {
            Operator.Refused refused =
                    assertThrows(Operator.Refused.class, () -> operator.uninstall(GuestBundle.NAME, "1.0.0", false));
            assertTrue(refused.getMessage().contains("1.0.0 is still in use after 1 s"), refused.getMessage());
            assertEquals("1.0.0", Operator.version(lease));
        } finally {
            lease.close();
        }

        Awaiting.until("version 1.0.0 to go", () -> versions().equals(List.of("2.0.0")));
    }

    @Test
    void keepsBundlesAndPinsOverARestartOfThePlatform() throws Exception {
        operator.install(head("1.0.0"));
        operator.install(head("2.0.0"));
        operator.rollback(GuestBundle.NAME);
        Bundle runtime = new Bundles(context).find("io.skysense.runtime").orElseThrow();
        Bundle provision = new Bundles(context).find("io.skysense.provision").orElseThrow();

        provision.stop();
        runtime.stop();
        runtime.start();
        assertEquals("2.0.0", operator.serving(HEAD), "a new registry knows no pins");
        provision.start();

        assertEquals("1.0.0", operator.pinned(HEAD));
        assertEquals("1.0.0", operator.serving(HEAD));
        assertEquals(List.of("1.0.0", "2.0.0"), versions());
    }

    @Test
    void forgetsWhatWasOnlyTriedOut() throws Exception {
        operator.install(head("1.0.0"));
        Configuration configuration = configuration();
        Dictionary<String, Object> changed = configuration.getProperties();
        changed.put("outlasts.restart", false);
        configuration.update(changed);
        ServiceReference<?> lifecycle = context.getServiceReference("io.skysense.provision.Lifecycle");
        Awaiting.until(
                "the configuration to be heeded",
                () -> Boolean.FALSE.equals(lifecycle.getProperty("outlasts.restart")));
        operator.install(head("2.0.0"));
        assertEquals("2.0.0", operator.serving(HEAD));
        Bundle provision = new Bundles(context).find("io.skysense.provision").orElseThrow();

        provision.stop();
        provision.start();

        assertEquals(List.of("1.0.0"), versions());
        assertEquals("1.0.0", operator.serving(HEAD));
    }

    /** Refused with that reason; what served goes on, and nothing of the bundle is left. */
    private void refused(Path file, String reason) throws Exception {
        Operator.Refused refused = assertThrows(Operator.Refused.class, () -> operator.install(file));
        assertTrue(refused.getMessage().contains(reason), refused.getMessage());
        assertEquals("1.0.0", operator.serving(HEAD));
        assertEquals("1.0.0", operator.pinned(HEAD));
        assertEquals(List.of("1.0.0"), versions());
        try (AutoCloseable lease = operator.lease(HEAD)) {
            assertEquals("1.0.0", Operator.version(lease));
        }
    }

    private Path head(String version) throws IOException {
        return guest(version, "head");
    }

    private Path guest(String version, String mode) throws IOException {
        return GuestBundle.of(GuestBundle.NAME, version, mode).write(folder);
    }

    /** Somebody who keeps things built from heads; the list of what it is asked. */
    private List<?> participant() throws Exception {
        Bundle bundle = context.installBundle(
                "participant",
                Files.newInputStream(
                        GuestBundle.of(PARTICIPANT, "1.0.0", "participant").write(folder)));
        bundle.start();
        ServiceReference<?>[] calls = context.getAllServiceReferences(List.class.getName(), "(guest.calls=true)");
        return (List<?>) context.getService(calls[0]);
    }

    private List<Bundle> guests() {
        return Arrays.stream(context.getBundles())
                .filter(b -> List.of(GuestBundle.NAME, PARTICIPANT).contains(b.getSymbolicName()))
                .toList();
    }

    private List<String> versions() {
        return guests().stream()
                .filter(b -> b.getSymbolicName().equals(GuestBundle.NAME))
                .map(b -> b.getVersion().toString())
                .sorted()
                .toList();
    }

    private static List<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(t -> t.getName().equals("guest-thread") || starting().contains(t))
                .toList();
    }

    private static List<Thread> starting() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(t -> t.getName().startsWith("skysense-start"))
                .toList();
    }

    private Configuration configuration() throws IOException {
        ConfigurationAdmin admin = context.getService(context.getServiceReference(ConfigurationAdmin.class));
        return admin.getConfiguration(PID, "?");
    }
}
