// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.runtime.device;

import ai.djl.Device;
import io.skysense.api.device.DeviceLease;
import io.skysense.api.device.DeviceRequest;
import java.time.Duration;
import java.util.function.Consumer;

/** A lease that is out. */
final class GrantedLease implements DeviceLease {

    private final DeviceRequest request;
    private final PooledDevice device;
    private final Consumer<GrantedLease> giveBack;
    private final String thread;
    private final long since = System.nanoTime();

    GrantedLease(DeviceRequest request, PooledDevice device, String thread, Consumer<GrantedLease> giveBack) {
        this.request = request;
        this.device = device;
        this.thread = thread;
        this.giveBack = giveBack;
    }

    @Override
    public Device device() {
        return device.limits().device();
    }

    @Override
    public long budgetBytes() {
        return request.budgetBytes();
    }

    @Override
    public void close() {
        giveBack.accept(this);
    }

    PooledDevice pooled() {
        return device;
    }

    String describe() {
        return request.purpose() + " (" + PooledDevice.bytes(request.budgetBytes()) + ", thread " + thread + ", for "
                + PooledDevice.seconds(Duration.ofNanos(System.nanoTime() - since)) + ")";
    }
}
