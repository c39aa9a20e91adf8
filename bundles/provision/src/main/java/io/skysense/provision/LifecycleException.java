// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.provision;

/** A bundle was refused, or could not be moved; the message names it and the reason, and what served goes on serving. */
public final class LifecycleException extends Exception {

    private static final long serialVersionUID = 1L;

    /**
     * Makes one.
     *
     * @param message one line
     */
    public LifecycleException(String message) {
        super(message);
    }

    /**
     * Makes one.
     *
     * @param message one line
     * @param cause what happened underneath
     */
    public LifecycleException(String message, Throwable cause) {
        super(message, cause);
    }
}
