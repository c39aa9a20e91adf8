// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.runtime.device;

import io.skysense.api.device.DeviceStatistics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A device and the leases out on it. Guarded by the lock of the pool. */
final class PooledDevice {

    private final DeviceLimits limits;
    private final List<GrantedLease> out = new ArrayList<>();
    private long leased;
    private long granted;

    PooledDevice(DeviceLimits limits) {
        this.limits = limits;
    }

    DeviceLimits limits() {
        return limits;
    }

    long leasedBytes() {
        return leased;
    }

    boolean hasRoomFor(long bytes) {
        return out.size() < limits.leases() && bytes <= limits.bytes() - leased;
    }

    void add(GrantedLease lease) {
        out.add(lease);
        leased += lease.budgetBytes();
        granted++;
    }

    /** {@return whether the lease was out} */
    boolean remove(GrantedLease lease) {
        boolean was = out.remove(lease);
        if (was) {
            leased -= lease.budgetBytes();
        }
        return was;
    }

    DeviceStatistics statistics(int waiting) {
        return new DeviceStatistics(
                limits.name(),
                limits.description(),
                limits.bytes(),
                leased,
                limits.usedBytes().getAsLong(),
                out.size(),
                waiting,
                granted);
    }

    /** {@return who holds what, in one line} */
    String describe() {
        String holders = out.isEmpty()
                ? "nobody holds it"
                : out.stream().map(GrantedLease::describe).collect(Collectors.joining(", ", "held by ", ""));
        return limits.name() + " has " + bytes(limits.bytes() - leased) + " of " + bytes(limits.bytes()) + " free, "
                + out.size() + " of " + limits.leases() + " leases out, " + holders;
    }

    static String bytes(long bytes) {
        return bytes >= 1L << 30
                ? String.format(Locale.ROOT, "%.1f GiB", bytes / (double) (1L << 30))
                : String.format(Locale.ROOT, "%.1f MiB", bytes / (double) (1L << 20));
    }

    static String seconds(Duration time) {
        return time.compareTo(Duration.ofSeconds(10)) < 0 ? time.toMillis() + " ms" : time.toSeconds() + " s";
    }
}
