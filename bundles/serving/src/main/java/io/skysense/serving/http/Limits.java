// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.serving.http;

/**
 * What clients may ask of the endpoint.
 *
 * @param bodyBytes greatest body of a request
 * @param perSecond requests a second, of all clients together
 * @param workers requests that are answered at a time
 * @param waiting requests that wait for a worker at most; more are turned away
 */
public record Limits(int bodyBytes, int perSecond, int workers, int waiting) {

    /** Checks the ranges. */
    public Limits {
        if (bodyBytes < 1 || perSecond < 1 || workers < 1 || waiting < 1) {
            throw new IllegalArgumentException("limits of the endpoint must be at least 1");
        }
    }
}
