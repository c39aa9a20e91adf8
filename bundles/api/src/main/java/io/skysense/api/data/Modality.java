// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.api.data;

/** What a sensor sees; the order is the one of the reference's fusion tokens. */
public enum Modality {
    /** High-resolution optical images. */
    HR,
    /** Sentinel-2 multispectral series. */
    S2,
    /** Sentinel-1 radar series. */
    S1;

    /** {@return the name in presets and list files: {@code hr}, {@code s2}, {@code s1}} */
    public String key() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
