// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.api.device;

import ai.djl.Device;
import org.osgi.annotation.versioning.ProviderType;

/** The right to work on a device within a memory budget, until it is closed. */
@ProviderType
public interface DeviceLease extends AutoCloseable {

    /** {@return the device} */
    Device device();

    /** {@return the budget in bytes} */
    long budgetBytes();

    @Override
    void close();
}
