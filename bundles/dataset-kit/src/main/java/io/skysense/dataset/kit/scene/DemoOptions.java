// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.scene;

/**
 * Made copies of datasets.
 *
 * @param seed the source of every random choice
 * @param train entries of each training split, at least 1
 * @param validation entries of every other split
 * @param size rows and columns of HR images, a multiple of 32 from 64 to 4096; datasets without them have labels of
 *     half of it
 */
public record DemoOptions(long seed, int train, int validation, int size) {

    /** The defaults: 30 and 10 entries of 128 by 128 pixels. */
    public static final DemoOptions DEFAULTS = new DemoOptions(0, 30, 10, 128);

    private static final int STEP = 32;
    private static final int LEAST = 64;
    private static final int GREATEST = 4096;

    /** Checks the ranges. */
    public DemoOptions {
        if (train < 1 || validation < 0) {
            throw new IllegalArgumentException("train must be at least 1, validation at least 0");
        }
        if (size < LEAST || size > GREATEST || size % STEP != 0) {
            throw new IllegalArgumentException(
                    "size " + size + " must be a multiple of " + STEP + " from " + LEAST + " to " + GREATEST);
        }
    }
}
