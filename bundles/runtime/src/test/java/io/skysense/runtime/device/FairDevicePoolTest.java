// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.runtime.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import io.skysense.api.device.DeviceLease;
import io.skysense.api.device.DeviceRequest;
import io.skysense.api.device.DeviceStatistics;
import io.skysense.api.device.DeviceUnavailableException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
class FairDevicePoolTest {

    private static final long PATIENCE = 60;

    private static final Duration LONG = Duration.ofSeconds(120);

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() throws InterruptedException {
        threads.shutdownNow();
        assertTrue(threads.awaitTermination(PATIENCE, TimeUnit.SECONDS));
    }

    @Test
    void leaseTakesItsBudgetAndGivesItBackOnce() throws InterruptedException {
        FairDevicePool pool = pool(100, 4);
        DeviceLease first = pool.lease(request("cpu", 60, LONG));
        assertEquals(Device.cpu(), first.device());
        assertEquals(60, first.budgetBytes());
        assertEquals(60, cpu(pool).leasedBytes());
        first.close();
        first.close();
        assertEquals(0, cpu(pool).leasedBytes());
        assertEquals(0, cpu(pool).active());
        assertEquals(1, cpu(pool).granted());
    }

    @Test
    void budgetAboveTheLimitIsRefusedAtOnce() {
        FairDevicePool pool = pool(100 << 20, 4);
        DeviceUnavailableException e =
                assertThrows(DeviceUnavailableException.class, () -> pool.lease(request("cpu", 101 << 20, LONG)));
        assertTrue(e.getMessage().contains("work needs 101.0 MiB"), e.getMessage());
        assertTrue(e.getMessage().contains("cpu 100.0 MiB"), e.getMessage());
    }

    @Test
    void unknownDeviceIsRefusedWithTheKnownOnes() {
        FairDevicePool pool =
                new FairDevicePool(limits(Device.cpu(), 100, 1), () -> List.of(limits(Device.gpu(0), 9, 1)));
        DeviceUnavailableException e =
                assertThrows(DeviceUnavailableException.class, () -> pool.lease(request("gpu1", 1, LONG)));
        assertTrue(e.getMessage().contains("'gpu1'") && e.getMessage().contains("cpu, gpu0"), e.getMessage());
    }

    @Test
    void lostPatienceNamesTheHolders() throws InterruptedException {
        FairDevicePool pool = pool(100, 4);
        try (DeviceLease held = pool.lease(new DeviceRequest("cpu", 80, "train run-7", LONG))) {
            assertEquals(80, held.budgetBytes());
            DeviceUnavailableException e = assertThrows(
                    DeviceUnavailableException.class, () -> pool.lease(request("cpu", 30, Duration.ofMillis(20))));
            assertTrue(e.getMessage().contains("within 20 ms"), e.getMessage());
            assertTrue(e.getMessage().contains("train run-7"), e.getMessage());
            assertTrue(e.getMessage().contains(Thread.currentThread().getName()), e.getMessage());
            assertFalse(e.getMessage().contains("\n"), e.getMessage());
        }
        assertEquals(0, cpu(pool).waiting());
    }

    @Test
    void autoTakesAGpuWhereThereIsOneAndTheCpuElse() throws InterruptedException {
        FairDevicePool both = new FairDevicePool(
                limits(Device.cpu(), 100, 1),
                () -> List.of(limits(Device.gpu(0), 50, 1), limits(Device.gpu(1), 50, 1)));
        try (DeviceLease one = both.lease(request("auto", 10, LONG));
                DeviceLease two = both.lease(request("gpu", 10, LONG));
                DeviceLease cpu = both.lease(request("CPU", 10, LONG))) {
            assertEquals(List.of(Device.gpu(0), Device.gpu(1)), List.of(one.device(), two.device()));
            assertEquals(Device.cpu(), cpu.device());
        }
        try (DeviceLease lease = pool(100, 1).lease(request("auto", 10, LONG))) {
            assertEquals(Device.cpu(), lease.device());
        }
    }

    @Test
    void gpusAreNotLookedForWhileOnlyTheCpuIsAskedFor() throws InterruptedException {
        AtomicInteger looked = new AtomicInteger();
        FairDevicePool pool = new FairDevicePool(limits(Device.cpu(), 100, 1), () -> {
            looked.incrementAndGet();
            return List.of();
        });
        pool.lease(request("cpu", 1, LONG)).close();
        assertEquals(0, looked.get());
        pool.lease(request("auto", 1, LONG)).close();
        pool.statistics();
        assertEquals(1, looked.get());
    }

    @Test
    void laterSmallRequestsDoNotPassALargeOneThatWaits() throws Exception {
        FairDevicePool pool = pool(100, 10);
        DeviceLease held = pool.lease(request("cpu", 50, LONG));
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        List<Future<?>> waiting = new ArrayList<>();
        waiting.add(enqueue(pool, "large", 90, order, 1));
        waiting.add(enqueue(pool, "small 1", 20, order, 2));
        waiting.add(enqueue(pool, "small 2", 20, order, 3));
        assertEquals(List.of(), order);
        held.close();
        for (Future<?> each : waiting) {
            each.get(PATIENCE, TimeUnit.SECONDS);
        }
        assertEquals("large", order.get(0));
        assertEquals(3, order.size());
    }

    @Test
    void whereOneWorksAtATimeTurnsComeInTheOrderOfArrival() throws Exception {
        FairDevicePool pool = pool(100, 1);
        DeviceLease held = pool.lease(request("cpu", 0, LONG));
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        List<String> arrived = new ArrayList<>();
        List<Future<?>> waiting = new ArrayList<>();
        Random random = new Random(2);
        for (int i = 1; i <= 20; i++) {
            arrived.add("waiter " + i);
            waiting.add(enqueue(pool, "waiter " + i, random.nextInt(101), order, i));
        }
        held.close();
        for (Future<?> each : waiting) {
            each.get(PATIENCE, TimeUnit.SECONDS);
        }
        assertEquals(arrived, order);
    }

    @Test
    void aWaiterForOneGpuDoesNotHoldUpTheOther() throws Exception {
        FairDevicePool pool = new FairDevicePool(
                limits(Device.cpu(), 100, 1),
                () -> List.of(limits(Device.gpu(0), 50, 1), limits(Device.gpu(1), 50, 1)));
        try (DeviceLease held = pool.lease(request("gpu0", 10, LONG))) {
            assertEquals(Device.gpu(0), held.device());
            Future<?> waiting = threads.submit(() -> {
                pool.lease(request("gpu0", 10, LONG)).close();
                return null;
            });
            await(() -> pool.statistics().get(1).waiting() == 1);
            try (DeviceLease other = pool.lease(request("gpu1", 10, Duration.ZERO))) {
                assertEquals(Device.gpu(1), other.device());
            }
            held.close();
            waiting.get(PATIENCE, TimeUnit.SECONDS);
        }
    }

    @Test
    void waiterThatGivesUpLetsThoseBehindItPass() throws Exception {
        FairDevicePool pool = pool(100, 10);
        try (DeviceLease held = pool.lease(request("cpu", 50, LONG))) {
            assertEquals(50, held.budgetBytes());
            List<String> order = Collections.synchronizedList(new ArrayList<>());
            CountDownLatch started = new CountDownLatch(1);
            Thread large = new Thread(() -> {
                started.countDown();
                assertThrows(InterruptedException.class, () -> pool.lease(request("cpu", 90, LONG)));
                order.add("interrupted");
            });
            large.start();
            started.await();
            await(() -> cpu(pool).waiting() == 1);
            Future<?> small = enqueue(pool, "small", 10, order, 2);
            large.interrupt();
            large.join();
            small.get(PATIENCE, TimeUnit.SECONDS);
            assertTrue(order.containsAll(List.of("interrupted", "small")), order.toString());
        }
        assertEquals(0, cpu(pool).leasedBytes());
    }

    @Test
    void closingThePoolTurnsAwayThoseWhoWait() throws Exception {
        FairDevicePool pool = pool(100, 1);
        DeviceLease held = pool.lease(request("cpu", 100, LONG));
        Future<String> waiting = threads.submit(() -> assertThrows(
                        DeviceUnavailableException.class, () -> pool.lease(request("cpu", 1, LONG)))
                .getMessage());
        await(() -> cpu(pool).waiting() == 1);
        pool.close();
        assertTrue(waiting.get(PATIENCE, TimeUnit.SECONDS).contains("shut down"));
        held.close();
    }

    @Test
    void underManyThreadsNobodyStarvesAndNoLimitIsBroken() throws Exception {
        int workers = 24;
        int rounds = 200;
        FairDevicePool pool = pool(1000, 6);
        AtomicLong bytes = new AtomicLong();
        AtomicInteger active = new AtomicInteger();
        AtomicInteger interrupted = new AtomicInteger();
        List<Future<?>> all = new ArrayList<>();
        for (int worker = 0; worker < workers; worker++) {
            Random random = new Random(worker);
            all.add(threads.submit(() -> {
                for (int round = 0; round < rounds; round++) {
                    long budget = random.nextInt(10) == 0 ? 1000 : random.nextInt(400);
                    if (random.nextInt(20) == 0) {
                        // An interrupt at any moment must not leak budget.
                        Thread.currentThread().interrupt();
                    }
                    try (DeviceLease lease = pool.lease(request("cpu", budget, LONG))) {
                        assertTrue(bytes.addAndGet(lease.budgetBytes()) <= 1000);
                        assertTrue(active.incrementAndGet() <= 6);
                        Thread.yield();
                        active.decrementAndGet();
                        bytes.addAndGet(-budget);
                    } catch (InterruptedException e) {
                        interrupted.incrementAndGet();
                    }
                }
                return null;
            }));
        }
        for (Future<?> each : all) {
            each.get(PATIENCE, TimeUnit.SECONDS);
        }
        DeviceStatistics end = cpu(pool);
        assertEquals(workers * rounds, end.granted() + interrupted.get());
        assertEquals(0, end.leasedBytes());
        assertEquals(0, end.active());
        assertEquals(0, end.waiting());
    }

    @Test
    void thisMachineHasACpuWithMemoryThatIsUsed() {
        DeviceStatistics cpu = new FairDevicePool(new Machine(defaults()).cpu(), List::of)
                .statistics()
                .get(0);
        assertEquals("cpu", cpu.name());
        assertTrue(cpu.totalBytes() > 64L << 20, cpu.toString());
        assertTrue(cpu.usedBytes() == -1 || cpu.usedBytes() > 1 << 20, cpu.toString());
        assertTrue(cpu.description().contains("processors"), cpu.toString());
    }

    private Future<?> enqueue(FairDevicePool pool, String name, long budget, List<String> order, int waiting)
            throws Exception {
        Future<?> future = threads.submit(() -> {
            try (DeviceLease lease = pool.lease(new DeviceRequest("cpu", budget, name, LONG))) {
                order.add(name);
                return lease.budgetBytes();
            }
        });
        // The order of arrival is only known once each is seen in the queue.
        await(() -> cpu(pool).waiting() >= waiting || order.contains(name));
        return future;
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE);
        while (!condition.call()) {
            assertTrue(System.nanoTime() < end, "it did not happen within " + PATIENCE + " s");
            Thread.sleep(1);
        }
    }

    private static DeviceConfiguration defaults() {
        return (DeviceConfiguration) Proxy.newProxyInstance(
                DeviceConfiguration.class.getClassLoader(),
                new Class<?>[] {DeviceConfiguration.class},
                (proxy, method, arguments) -> method.getDefaultValue());
    }

    private static FairDevicePool pool(long bytes, int leases) {
        return new FairDevicePool(limits(Device.cpu(), bytes, leases), List::of);
    }

    private static DeviceLimits limits(Device device, long bytes, int leases) {
        return new DeviceLimits(device, "test", bytes, leases, () -> -1);
    }

    private static DeviceRequest request(String kind, long bytes, Duration patience) {
        return new DeviceRequest(kind, bytes, "work", patience);
    }

    private static DeviceStatistics cpu(FairDevicePool pool) {
        return pool.statistics().get(0);
    }
}
