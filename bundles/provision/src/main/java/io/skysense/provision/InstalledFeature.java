// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.provision;

import java.util.List;

/**
 * A feature that is installed.
 *
 * @param name {@code group:artifact} of the feature, by which it is removed
 * @param version its version
 * @param bundles {@code name version} of every bundle it brought in, in the order of the file
 * @param configurations the PIDs it configured
 */
public record InstalledFeature(String name, String version, List<String> bundles, List<String> configurations) {

    /** Copies the lists. */
    public InstalledFeature {
        bundles = List.copyOf(bundles);
        configurations = List.copyOf(configurations);
    }
}
