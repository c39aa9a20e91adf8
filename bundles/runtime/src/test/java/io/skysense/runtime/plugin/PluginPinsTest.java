// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.runtime.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skysense.api.config.Settings;
import io.skysense.api.config.SettingsException;
import io.skysense.api.model.BuildContext;
import io.skysense.api.plugin.PluginLease;
import io.skysense.api.plugin.PluginRegistry;
import io.skysense.api.plugin.PluginVersion;
import io.skysense.api.task.HeadInputs;
import io.skysense.api.task.HeadNetwork;
import io.skysense.api.task.TaskHead;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.osgi.framework.ServiceReference;

/** Which version serves. */
@Timeout(120)
class PluginPinsTest {

    private final LeasingPluginRegistry registry = new LeasingPluginRegistry(Duration.ofSeconds(10));

    private record Head(String name) implements TaskHead {

        @Override
        public HeadNetwork build(Settings settings, HeadInputs inputs, BuildContext context) {
            throw new SettingsException(name + " builds nothing");
        }
    }

    @Test
    void newLeasesGoToThePinnedVersionAndOldOnesStay() {
        install("1.0.0", 1);
        install("2.0.0", 2);
        try (PluginLease<TaskHead> before = registry.head("seg")) {
            registry.pin(version("1.0.0"));
            assertEquals("2.0.0", before.version());
            assertEquals("1.0.0", serving());
        }
        registry.pin(version("2.0.0"));
        assertEquals("2.0.0", serving());
    }

    @Test
    void withoutItsPinTheNewestServes() {
        install("1.0.0", 1);
        registry.pin(version("1.0.0"));
        install("2.0.0", 2);
        assertEquals("1.0.0", serving());
        registry.unpin("head", "seg");
        assertEquals("2.0.0", serving());
        assertEquals(List.of(), registry.pins());
    }

    @Test
    void aPinOfOneNameLeavesOthersAlone() {
        install("1.0.0", 1);
        install("2.0.0", 2);
        registry.bindHead(new Head("other"), new InstalledService<>("heads", "1.0.0", 3));
        registry.bindHead(new Head("other"), new InstalledService<>("heads", "2.0.0", 4));
        registry.pin(version("1.0.0"));
        assertEquals(
                List.of(new PluginVersion("head", "other", "heads", "2.0.0"), version("1.0.0")), registry.serving());
    }

    @Test
    void aPinnedVersionThatIsNotThereIsStoodInForWithOneWarningUntilItComes() {
        install("1.0.0", 1);
        registry.pin(version("3.0.0"));
        List<String> warnings = warnings(() -> {
            assertEquals("1.0.0", serving());
            assertEquals("1.0.0", serving());
        });
        assertEquals(1, warnings.size(), warnings.toString());
        assertTrue(warnings.get(0).contains("head seg of heads 3.0.0 is pinned and not installed"), warnings.get(0));
        assertTrue(warnings.get(0).contains("heads 1.0.0 serves"), warnings.get(0));

        ServiceReference<TaskHead> pinned = install("3.0.0", 2);
        install("4.0.0", 3);
        assertEquals("3.0.0", serving());

        registry.unbindHead(pinned);
        assertEquals(1, warnings(() -> assertEquals("4.0.0", serving())).size(), "it has left: that is news again");
        assertEquals(List.of(version("3.0.0")), registry.pins());
    }

    @Test
    void anUnknownKindIsRefusedWithTheKnownOnes() {
        SettingsException refused = assertThrows(
                SettingsException.class, () -> registry.pin(new PluginVersion("hat", "seg", "heads", "1.0.0")));
        assertTrue(refused.getMessage().contains("backbone, dataset, encoder, head"), refused.getMessage());
        assertThrows(SettingsException.class, () -> registry.unpin("hat", "seg"));
    }

    @Test
    void inAViewTheCandidateServesAndForOthersNothingChanges() {
        install("1.0.0", 1);
        install("2.0.0", 2);
        registry.pin(version("1.0.0"));
        registry.bindHead(new Head("other"), new InstalledService<>("others", "1.0.0", 3));
        PluginRegistry view = registry.preferring(List.of(version("2.0.0")));
        try (PluginLease<TaskHead> lease = view.head("seg");
                PluginLease<TaskHead> other = view.head("other")) {
            assertEquals("2.0.0", lease.version());
            assertEquals("others", other.bundle());
            assertEquals("1.0.0", serving());
        }
        assertEquals(registry.plugins(), view.plugins());
    }

    @Test
    void aCandidateThatIsNotThereIsRefused() {
        install("1.0.0", 1);
        PluginRegistry view = registry.preferring(List.of(version("2.0.0")));
        SettingsException refused = assertThrows(SettingsException.class, () -> view.head("seg"));
        assertTrue(refused.getMessage().contains("head seg of heads 2.0.0 is not installed"), refused.getMessage());
    }

    @Test
    void noLeaseGoesAstrayWhileThePinMovesAndTheOldVersionLeaves() throws InterruptedException, ExecutionException {
        install("99.0.0", 1); // the newest, which nobody wants
        ServiceReference<TaskHead> reference = install("1.0.0", 2);
        registry.pin(version("1.0.0"));
        AtomicInteger pinned = new AtomicInteger(1);
        AtomicBoolean running = new AtomicBoolean(true);
        AtomicInteger used = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        List<Future<?>> users = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            users.add(threads.submit(() -> {
                while (running.get()) {
                    int atLeast = pinned.get();
                    try (PluginLease<TaskHead> lease = registry.head("seg")) {
                        int major = Integer.parseInt(lease.version().split("\\.")[0]);
                        // The pin may have moved on by one before the counter says so.
                        assertTrue(major >= atLeast && major <= pinned.get() + 1, major + " for " + atLeast);
                        used.incrementAndGet();
                    }
                }
            }));
        }
        for (int next = 2; next <= 40; next++) {
            // Every version serves at least once, however slow the machine is.
            for (int before = used.get(); used.get() == before && users.stream().noneMatch(Future::isDone); ) {
                Thread.yield();
            }
            ServiceReference<TaskHead> nextReference = install(next + ".0.0", next + 1);
            registry.pin(version(next + ".0.0"));
            pinned.set(next);
            registry.unbindHead(reference);
            reference = nextReference;
        }
        running.set(false);
        threads.shutdown();
        for (Future<?> user : users) {
            user.get();
        }
        assertTrue(used.get() >= 39, used + " uses");
    }

    private ServiceReference<TaskHead> install(String version, long id) {
        ServiceReference<TaskHead> reference = new InstalledService<>("heads", version, id);
        registry.bindHead(new Head("seg"), reference);
        return reference;
    }

    private static PluginVersion version(String version) {
        return new PluginVersion("head", "seg", "heads", version);
    }

    /** What a lease is on, which is what the list says. */
    private String serving() {
        try (PluginLease<TaskHead> lease = registry.head("seg")) {
            assertTrue(registry.serving().contains(version(lease.version())), lease.version());
            return lease.version();
        }
    }

    private static List<String> warnings(Runnable work) {
        List<String> said = new ArrayList<>();
        Handler listener = new Handler() {
            @Override
            public void publish(LogRecord record) {
                said.add(record.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger logger = Logger.getLogger(PluginSlots.class.getName());
        logger.addHandler(listener);
        try {
            work.run();
        } finally {
            logger.removeHandler(listener);
        }
        return said;
    }
}
