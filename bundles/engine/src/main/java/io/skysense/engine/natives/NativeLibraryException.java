// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.engine.natives;

/** Native libraries are missing or damaged; the message says which file, and what to do. */
public class NativeLibraryException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Says what is wrong.
     *
     * @param message one line
     * @param cause the error below, or null
     */
    public NativeLibraryException(String message, Throwable cause) {
        super(message, cause);
    }
}
