// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.provision.internal.trust;

import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Whose word counts. */
enum TrustPolicy {
    /** Only that of a trusted key. */
    SIGNED,
    /** Also that of the operator. */
    OPERATOR;

    /**
     * Reads the setting.
     *
     * @param value as it stands in the configuration
     * @throws IOException if it is none of these; nothing is to come in then
     */
    static TrustPolicy of(Object value) throws IOException {
        return Arrays.stream(values())
                .filter(policy -> policy.word().equals(value))
                .findFirst()
                .orElseThrow(() -> new IOException(TrustConfiguration.PID + ": policy \"" + value + "\": expected "
                        + Arrays.stream(values()).map(TrustPolicy::word).collect(Collectors.joining(" or "))));
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
