// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.runtime.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skysense.api.config.Settings;
import io.skysense.api.config.SettingsException;
import io.skysense.api.model.BuildContext;
import io.skysense.api.plugin.PluginInfo;
import io.skysense.api.plugin.PluginLease;
import io.skysense.api.task.HeadInputs;
import io.skysense.api.task.HeadNetwork;
import io.skysense.api.task.TaskHead;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.osgi.framework.ServiceReference;

@Timeout(120)
class LeasingPluginRegistryTest {

    private static final long PATIENCE = 60;

    private final LeasingPluginRegistry registry = new LeasingPluginRegistry(Duration.ofSeconds(10));

    /** A plug-in whose memory is gone once it is closed. */
    private static final class Head implements TaskHead {
        private final String name;
        volatile boolean closed;

        Head(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public HeadNetwork build(Settings settings, HeadInputs inputs, BuildContext context) {
            throw new SettingsException(name + " builds nothing");
        }
    }

    @Test
    void theNewestVersionServesAndTheOldOneAgainWhenItGoes() {
        Head one = new Head("seg");
        Head two = new Head("seg");
        ServiceReference<TaskHead> reference2 = install(two, "1.10.0", 2);
        install(one, "1.9.0", 3);
        try (PluginLease<TaskHead> lease = registry.head("seg")) {
            assertSame(two, lease.plugin());
            assertEquals("heads", lease.bundle());
            assertEquals("1.10.0", lease.version());
        }
        registry.unbindHead(reference2);
        try (PluginLease<TaskHead> lease = registry.head("seg")) {
            assertSame(one, lease.plugin());
        }
    }

    @Test
    void ofTwoEqualVersionsTheLaterOneServes() {
        install(new Head("seg"), "1.0.0", 7);
        Head later = new Head("seg");
        install(later, "1.0.0", 8);
        try (PluginLease<TaskHead> lease = registry.head("seg")) {
            assertSame(later, lease.plugin());
        }
    }

    @Test
    void unknownNameIsRefusedWithTheInstalledOnes() {
        assertTrue(message("seg").contains("no head 'seg' is installed; there is none"), message("seg"));
        install(new Head("b"), "1.0.0", 1);
        install(new Head("a"), "1.0.0", 2);
        install(new Head("a"), "2.0.0", 3);
        assertTrue(message("seg").endsWith("there are: a, b"), message("seg"));
    }

    @Test
    void theListShowsBundlesVersionsAndLeases() {
        install(new Head("a"), "1.0.0", 1);
        try (PluginLease<TaskHead> first = registry.head("a");
                PluginLease<TaskHead> second = registry.head("a")) {
            assertSame(first.plugin(), second.plugin());
            assertEquals(List.of(new PluginInfo("head", "a", "heads", "1.0.0", 2)), registry.plugins());
        }
        assertEquals(0, registry.plugins().get(0).leases());
    }

    @Test
    void aLeaseIsGivenBackOnlyOnce() {
        install(new Head("a"), "1.0.0", 1);
        try (PluginLease<TaskHead> kept = registry.head("a")) {
            PluginLease<TaskHead> closed = registry.head("a");
            closed.close();
            closed.close();
            assertEquals(1, registry.plugins().get(0).leases());
            assertEquals("a", kept.plugin().name());
        }
    }

    @Test
    void aLeavingPluginIsDrainedAndGivesNoNewLeases() throws Exception {
        ServiceReference<TaskHead> reference = install(new Head("a"), "1.0.0", 1);
        PluginLease<TaskHead> lease = registry.head("a");
        CompletableFuture<Void> gone = CompletableFuture.runAsync(() -> registry.unbindHead(reference));
        while (leases("a")) {
            Thread.sleep(1); // until the leaving thread has come so far
        }
        assertThrows(TimeoutException.class, () -> gone.get(100, TimeUnit.MILLISECONDS));
        lease.close();
        gone.get(PATIENCE, TimeUnit.SECONDS);
        assertEquals(List.of(), registry.plugins());
    }

    @Test
    void whoHoldsUpALeavingPluginIsNamedAgainAndAgain() throws Exception {
        PluginSlot<TaskHead> slot = new PluginSlot<>("a", new Head("a"), new InstalledService<>("heads", "1.0.0", 1));
        PluginLease<TaskHead> lease = slot.lease().orElseThrow();
        BlockingQueue<String> warnings = new LinkedBlockingQueue<>();
        CompletableFuture<Void> gone =
                CompletableFuture.runAsync(() -> slot.retireAndDrain(Duration.ofMillis(20), warnings::add));
        for (int i = 0; i < 2; i++) {
            String warning = warnings.poll(PATIENCE, TimeUnit.SECONDS);
            assertTrue(warning.contains("a of heads 1.0.0 cannot leave yet"), warning);
            assertTrue(warning.contains(Thread.currentThread().getName()), warning);
        }
        assertFalse(gone.isDone());
        lease.close();
        gone.get(PATIENCE, TimeUnit.SECONDS);
    }

    @Test
    void anInterruptDoesNotCutDrainingShort() throws Exception {
        ServiceReference<TaskHead> reference = install(new Head("a"), "1.0.0", 1);
        PluginLease<TaskHead> lease = registry.head("a");
        AtomicBoolean interrupted = new AtomicBoolean();
        Thread leaving = new Thread(() -> {
            registry.unbindHead(reference);
            interrupted.set(Thread.currentThread().isInterrupted());
        });
        leaving.start();
        leaving.interrupt();
        leaving.join(100);
        assertTrue(leaving.isAlive());
        lease.close();
        leaving.join();
        assertTrue(interrupted.get(), "the interrupt is still there for others to see");
    }

    @Test
    void underManySwapsNobodyEverHoldsAPluginThatIsGone() throws InterruptedException, ExecutionException {
        AtomicBoolean running = new AtomicBoolean(true);
        AtomicLong used = new AtomicLong();
        Head current = new Head("a");
        ServiceReference<TaskHead> reference = install(current, "1.0.0", 0);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Future<?>> users = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            users.add(threads.submit(() -> {
                while (running.get()) {
                    try (PluginLease<TaskHead> lease = registry.head("a")) {
                        assertFalse(((Head) lease.plugin()).closed);
                        Thread.yield();
                        assertFalse(((Head) lease.plugin()).closed, "closed under a lease");
                        used.incrementAndGet();
                    }
                }
            }));
        }
        for (int swap = 1; swap <= 500; swap++) {
            // Every version serves at least once, however slow the machine is.
            for (long before = used.get();
                    used.get() == before && users.stream().noneMatch(Future::isDone); ) {
                Thread.yield();
            }
            Head next = new Head("a");
            ServiceReference<TaskHead> nextReference = install(next, "1.0." + swap, swap);
            registry.unbindHead(reference);
            current.closed = true;
            current = next;
            reference = nextReference;
        }
        running.set(false);
        threads.shutdown();
        for (Future<?> user : users) {
            user.get();
        }
        assertTrue(used.get() >= 500, used + " uses");
    }

    private ServiceReference<TaskHead> install(TaskHead head, String version, long id) {
        ServiceReference<TaskHead> reference = new InstalledService<>("heads", version, id);
        registry.bindHead(head, reference);
        return reference;
    }

    private boolean leases(String name) {
        try (PluginLease<TaskHead> lease = registry.head(name)) {
            return lease.plugin() != null;
        } catch (SettingsException e) {
            return false;
        }
    }

    private String message(String name) {
        return assertThrows(SettingsException.class, () -> registry.head(name)).getMessage();
    }
}
