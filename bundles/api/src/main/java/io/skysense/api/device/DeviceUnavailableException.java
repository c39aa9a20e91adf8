// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.api.device;

/** No device could be leased; the message says why, and what is in use by whom. */
public class DeviceUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Says why.
     *
     * @param message one line
     */
    public DeviceUnavailableException(String message) {
        super(message);
    }
}
