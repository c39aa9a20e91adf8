// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.inference;

import java.io.IOException;
import java.util.concurrent.ExecutionException;

/** Brings what failed in a worker to the thread that waits for it. */
final class Failures {

    private Failures() {}

    /**
     * Unwraps a failure.
     *
     * @param e what a future threw
     * @return the worker's exception, to be thrown
     */
    static IOException of(ExecutionException e) {
        if (e.getCause() instanceof IOException io) {
            return io;
        }
        if (e.getCause() instanceof RuntimeException runtime) {
            throw runtime;
        }
        if (e.getCause() instanceof Error error) {
            throw error;
        }
        return new IOException(e.getCause());
    }
}
