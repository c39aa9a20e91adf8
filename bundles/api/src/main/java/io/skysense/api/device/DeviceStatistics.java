// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.api.device;

/**
 * A readable state of a device.
 *
 * @param name for example {@code cpu} or {@code gpu0}
 * @param description what the hardware calls itself
 * @param totalBytes memory that leases may claim
 * @param leasedBytes memory that leases have claimed
 * @param usedBytes memory in use as the device reports it, -1 if unknown
 * @param active leases out
 * @param waiting callers in the queue
 * @param granted leases ever granted
 */
public record DeviceStatistics(
        String name,
        String description,
        long totalBytes,
        long leasedBytes,
        long usedBytes,
        int active,
        int waiting,
        long granted) {}
