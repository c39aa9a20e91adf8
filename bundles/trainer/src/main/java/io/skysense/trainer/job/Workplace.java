// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.trainer.job;

import ai.djl.Device;
import io.skysense.api.device.DeviceLease;
import io.skysense.api.device.DevicePool;
import io.skysense.api.device.DeviceRequest;
import io.skysense.api.device.DeviceUnavailableException;
import io.skysense.engine.Torch;
import java.io.InterruptedIOException;
import java.time.Duration;

/** A leased device, and the threads that the calling thread may compute with. Opened and closed by one thread. */
public final class Workplace implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofDays(1);

    private final DeviceLease lease;
    private final int threadsBefore;

    private Workplace(DeviceLease lease, int threadsBefore) {
        this.lease = lease;
        this.threadsBefore = threadsBefore;
    }

    /**
     * Waits for a device.
     *
     * @param pool leases it
     * @param kind what kind, as in {@link DeviceRequest}
     * @param budget bytes of its memory
     * @param threads CPU threads of the arithmetic, at least 1
     * @param purpose named in statistics
     * @return the workplace; the caller closes it
     * @throws DeviceUnavailableException if no such device exists or it is too small
     * @throws InterruptedIOException if the thread was interrupted in the queue
     */
    public static Workplace take(DevicePool pool, String kind, long budget, int threads, String purpose)
            throws InterruptedIOException {
        try {
            DeviceLease lease = pool.lease(new DeviceRequest(kind, budget, purpose, PATIENCE));
            try {
                int before = Torch.threads();
                Torch.setThreads(threads);
                return new Workplace(lease, before);
            } catch (RuntimeException e) {
                lease.close();
                throw e;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException(purpose + ": interrupted while waiting for a device");
        }
    }

    /** {@return the device} */
    public Device device() {
        return lease.device();
    }

    @Override
    public void close() {
        try (lease) {
            Torch.setThreads(threadsBefore);
        }
    }
}
