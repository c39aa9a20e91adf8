// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.scene;

/**
 * A set of made scenes.
 *
 * @param seed the source of every random choice
 * @param train scenes of the training split, at least 1
 * @param validation scenes of the validation split
 * @param size rows and columns of the HR images, a multiple of 16, of {@link SceneSet#GSD} metres each
 * @param s2Dates Sentinel-2 images of each scene
 * @param s1Dates Sentinel-1 images of each scene
 */
public record SceneOptions(long seed, int train, int validation, int size, int s2Dates, int s1Dates) {

    /** The defaults: 30 and 6 scenes of 320 m by 320 m. */
    public static final SceneOptions DEFAULTS = new SceneOptions(0, 30, 6, 512, 4, 2);

    /** Checks the ranges. */
    public SceneOptions {
        if (train < 1 || validation < 0 || s2Dates < 0 || s1Dates < 0 || s2Dates > 100 || s1Dates > 100) {
            throw new IllegalArgumentException(
                    "train must be at least 1, validation at least 0, and 0 to 100 dates of each series");
        }
        if (size < SceneSet.FACTOR || size > 8192 || size % SceneSet.FACTOR != 0) {
            throw new IllegalArgumentException(
                    "size " + size + " must be a multiple of " + SceneSet.FACTOR + " from 16 to 8192");
        }
    }

    /**
     * The defaults with a seed.
     *
     * @param seed the source of every random choice
     * @return the options
     */
    public static SceneOptions of(long seed) {
        SceneOptions d = DEFAULTS;
        return new SceneOptions(seed, d.train, d.validation, d.size, d.s2Dates, d.s1Dates);
    }
}
