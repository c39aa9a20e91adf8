// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.provision.internal.lifecycle;

import java.time.Duration;

/**
 * How long things may take.
 *
 * @param start of a bundle, and again of its components
 * @param check of everything that is built with a new version
 * @param drain of leases on what leaves
 * @param grace for threads to end
 */
record Limits(Duration start, Duration check, Duration drain, Duration grace) {

    static Limits of(LifecycleConfiguration configuration) {
        return new Limits(
                Duration.ofSeconds(configuration.start_seconds()),
                Duration.ofSeconds(configuration.check_seconds()),
                Duration.ofSeconds(configuration.drain_seconds()),
                Duration.ofMillis(configuration.thread_grace_ms()));
    }
}
