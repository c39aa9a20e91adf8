// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.runtime.device;

import ai.djl.Device;
import java.util.function.LongSupplier;

/**
 * A device, and what leases may claim of it.
 *
 * @param device the device
 * @param description what the hardware calls itself
 * @param bytes memory that leases may claim together
 * @param leases leases at a time
 * @param usedBytes asks the device how much memory is in use; -1 if it does not say
 */
record DeviceLimits(Device device, String description, long bytes, int leases, LongSupplier usedBytes) {

    DeviceLimits {
        if (bytes < 1 || leases < 1) {
            throw new IllegalArgumentException(name(device) + ": limits of " + bytes + " bytes and " + leases
                    + " leases; both must be at least 1");
        }
    }

    /** {@return the name in requests and statistics, for example {@code gpu0}} */
    String name() {
        return name(device);
    }

    private static String name(Device device) {
        return device.isGpu() ? "gpu" + device.getDeviceId() : device.getDeviceType();
    }
}
