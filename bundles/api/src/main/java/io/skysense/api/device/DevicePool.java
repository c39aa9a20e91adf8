// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.api.device;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Owns every device of the process. First come, first served. */
@ProviderType
public interface DevicePool {

    /**
     * Waits for a device.
     *
     * @param request what is needed
     * @return the lease; the caller closes it
     * @throws DeviceUnavailableException if no such device exists, the budget exceeds it, or patience ran out
     * @throws InterruptedException if the thread was interrupted in the queue
     */
    DeviceLease lease(DeviceRequest request) throws InterruptedException;

    /** {@return the state of every device} */
    List<DeviceStatistics> statistics();
}
