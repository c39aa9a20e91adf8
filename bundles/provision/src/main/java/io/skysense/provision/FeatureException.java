// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.provision;

/** A feature could not be installed or removed; the message names the file, the entry and the cause. */
public final class FeatureException extends Exception {

    private static final long serialVersionUID = 1L;

    /**
     * Makes one.
     *
     * @param message one line
     */
    public FeatureException(String message) {
        super(message);
    }

    /**
     * Makes one.
     *
     * @param message one line
     * @param cause what happened underneath
     */
    public FeatureException(String message, Throwable cause) {
        super(message, cause);
    }
}
