// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.scene;

/** What covers the ground; its label value is its place in this list, from 1. */
public enum Cover {
    /** Sown fields, in rows; green for some months. */
    CROPLAND,
    /** Meadows and lawns. */
    GRASSLAND,
    /** Tree crowns. */
    FOREST,
    /** Rivers and lakes. */
    WATER,
    /** Asphalt roads and gravel tracks. */
    ROAD,
    /** Roofs. */
    BUILDING,
    /** Ploughed or bare soil. */
    BARE_SOIL;

    /** {@return its value in label files; 0 is no class} */
    public int labelValue() {
        return ordinal() + 1;
    }
}
