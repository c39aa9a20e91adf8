// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.head.oneshot;

/**
 * What a run says about the head.
 *
 * @param classes how the classes of a prompt are shown
 * @param size S, side in pixels of prompts and queries; the complete model sees (2S, S)
 * @param shots k, how many prompts there are
 * @param background name of the class that stands for everything else and is shown as background; empty for none
 * @param seed decides which vocabulary id stands for which class
 */
record OneShotSettings(Classes classes, int size, int shots, String background, long seed) {

    /** One prompt of the reference's size, a class at a time as in its evaluation. */
    static final OneShotSettings DEFAULTS = new OneShotSettings(Classes.ONE_BY_ONE, 512, 1, "", 0);

    /** How the classes of a prompt are shown. */
    enum Classes {
        /** Each alone, everything else as background: a pass for each class that a prompt has. */
        ONE_BY_ONE,
        /** All at once: one pass a prompt. */
        TOGETHER
    }

    OneShotSettings {
        if (size < 1 || shots < 1) {
            throw new IllegalArgumentException("size and shots must be at least 1");
        }
    }
}
