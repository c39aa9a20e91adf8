// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.runtime.device;

import io.skysense.api.device.DeviceLease;
import io.skysense.api.device.DevicePool;
import io.skysense.api.device.DeviceRequest;
import io.skysense.api.device.DeviceStatistics;
import io.skysense.api.device.DeviceUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Grants leases strictly in the order of arrival: who waits for a device lets nobody pass who came later and could use it.
 *
 * <p>So a large request is never starved by small ones, and small ones wait for it even where they would fit.
 */
@Component(service = DevicePool.class, immediate = true, configurationPid = DeviceConfiguration.PID)
@Designate(ocd = DeviceConfiguration.class)
public final class FairDevicePool implements DevicePool {

    private static final System.Logger LOG = System.getLogger(FairDevicePool.class.getName());

    private final ReentrantLock lock = new ReentrantLock();
    private final List<Waiter> queue = new ArrayList<>();
    private final PooledDevice cpu;
    private final Supplier<List<DeviceLimits>> findGpus;
    private List<PooledDevice> gpus;
    private boolean closed;

    /** One caller in the queue. */
    private static final class Waiter {
        final DeviceRequest request;
        final List<PooledDevice> candidates;
        final Condition turn;
        final String thread = Thread.currentThread().getName();
        GrantedLease lease;

        Waiter(DeviceRequest request, List<PooledDevice> candidates, Condition turn) {
            this.request = request;
            this.candidates = candidates;
            this.turn = turn;
        }
    }

    /**
     * Takes the devices of this machine.
     *
     * @param configuration what leases may claim
     */
    @Activate
    public FairDevicePool(DeviceConfiguration configuration) {
        this(new Machine(configuration).cpu(), new Machine(configuration)::gpus);
    }

    FairDevicePool(DeviceLimits cpu, Supplier<List<DeviceLimits>> findGpus) {
        this.cpu = new PooledDevice(cpu);
        this.findGpus = findGpus;
    }

    @Override
    public DeviceLease lease(DeviceRequest request) throws InterruptedException {
        if (request.budgetBytes() < 0) {
            throw new IllegalArgumentException(request.purpose() + ": a budget of " + request.budgetBytes() + " bytes");
        }
        lock.lockInterruptibly();
        try {
            Waiter waiter = new Waiter(request, candidates(request), lock.newCondition());
            queue.add(waiter);
            try {
                return await(waiter);
            } finally {
                // After a timeout or an interrupt: its place may have kept others from what they need.
                if (queue.remove(waiter)) {
                    grant();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public List<DeviceStatistics> statistics() {
        lock.lock();
        try {
            List<PooledDevice> devices = new ArrayList<>(List.of(cpu));
            devices.addAll(gpus());
            return devices.stream().map(d -> d.statistics(waitingFor(d))).toList();
        } finally {
            lock.unlock();
        }
    }

    /** Turns away all who wait; leases that are out stay valid. */
    @Deactivate
    public void close() {
        lock.lock();
        try {
            closed = true;
            queue.forEach(w -> w.turn.signal());
        } finally {
            lock.unlock();
        }
    }

    private DeviceLease await(Waiter waiter) throws InterruptedException {
        long left = nanos(waiter.request.patience());
        grant();
        try {
            while (waiter.lease == null && !closed && left > 0) {
                left = waiter.turn.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            if (waiter.lease != null) {
                giveBack(waiter.lease);
            }
            throw e;
        }
        if (waiter.lease == null) {
            throw new DeviceUnavailableException(closed ? "the device pool is shut down" : outOfPatience(waiter));
        }
        return waiter.lease;
    }

    /** Serves the queue from its head; whoever cannot be served closes the devices it waits for to those behind. */
    private void grant() {
        Set<PooledDevice> spokenFor = new HashSet<>();
        for (Iterator<Waiter> i = queue.iterator(); i.hasNext() && !closed; ) {
            Waiter waiter = i.next();
            Optional<PooledDevice> free = waiter.candidates.stream()
                    .filter(d -> !spokenFor.contains(d) && d.hasRoomFor(waiter.request.budgetBytes()))
                    .min(Comparator.comparingLong(PooledDevice::leasedBytes));
            if (free.isPresent()) {
                waiter.lease = new GrantedLease(waiter.request, free.get(), waiter.thread, this::giveBack);
                free.get().add(waiter.lease);
                waiter.turn.signal();
                i.remove();
            } else {
                spokenFor.addAll(waiter.candidates);
            }
        }
    }

    private void giveBack(GrantedLease lease) {
        lock.lock();
        try {
            if (lease.pooled().remove(lease)) {
                grant();
            }
        } finally {
            lock.unlock();
        }
    }

    private List<PooledDevice> candidates(DeviceRequest request) {
        List<PooledDevice> named = named(request);
        List<PooledDevice> large = named.stream()
                .filter(d -> d.limits().bytes() >= request.budgetBytes())
                .toList();
        if (large.isEmpty()) {
            throw new DeviceUnavailableException(request.purpose() + " needs "
                    + PooledDevice.bytes(request.budgetBytes()) + ", more than leases may claim: "
                    + named.stream()
                            .map(d -> d.limits().name() + " "
                                    + PooledDevice.bytes(d.limits().bytes()))
                            .collect(Collectors.joining(", ")));
        }
        return large;
    }

    private List<PooledDevice> named(DeviceRequest request) {
        String kind = request.kind().toLowerCase(Locale.ROOT);
        List<PooledDevice> found = switch (kind) {
            case "cpu" -> List.of(cpu);
            case "gpu" -> gpus();
            case "auto" -> gpus().isEmpty() ? List.of(cpu) : gpus();
            default ->
                gpus().stream().filter(d -> d.limits().name().equals(kind)).toList();
        };
        if (found.isEmpty()) {
            throw new DeviceUnavailableException(request.purpose() + ": there is no device '" + request.kind()
                    + "'; there are: auto, cpu"
                    + gpus().stream().map(d -> ", " + d.limits().name()).collect(Collectors.joining()));
        }
        return found;
    }

    /** Looked for when first asked for: a process that stays on the CPU does not load PyTorch for it. */
    private List<PooledDevice> gpus() {
        if (gpus == null) {
            gpus = findGpus.get().stream().map(PooledDevice::new).toList();
            LOG.log(System.Logger.Level.DEBUG, () -> gpus.size() + " GPUs");
        }
        return gpus;
    }

    private int waitingFor(PooledDevice device) {
        return (int) queue.stream().filter(w -> w.candidates.contains(device)).count();
    }

    private String outOfPatience(Waiter waiter) {
        int ahead = (int) queue.subList(0, queue.indexOf(waiter)).stream()
                .filter(w -> w.candidates.stream().anyMatch(waiter.candidates::contains))
                .count();
        return waiter.request.purpose() + ": no device with " + PooledDevice.bytes(waiter.request.budgetBytes())
                + " became free within " + PooledDevice.seconds(waiter.request.patience()) + ", " + ahead
                + " ahead in the queue; "
                + waiter.candidates.stream().map(PooledDevice::describe).collect(Collectors.joining("; "));
    }

    private static long nanos(Duration patience) {
        return patience.compareTo(Duration.ofNanos(Long.MAX_VALUE)) >= 0 ? Long.MAX_VALUE : patience.toNanos();
    }
}
