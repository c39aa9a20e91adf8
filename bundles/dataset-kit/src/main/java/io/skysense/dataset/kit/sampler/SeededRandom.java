// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.sampler;

import java.util.SplittableRandom;

/**
 * Random generators keyed by what they are for, so that a choice depends on nothing that ran before it.
 *
 * <p>The key's numbers are folded one after the other: {@code h = mix(h + key + GOLDEN_GAMMA)}, where mix is the
 * 64-bit finaliser of SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators",
 * OOPSLA 2014, with Stafford's variant 13 of the constants). The result seeds a {@link SplittableRandom}.
 */
public final class SeededRandom {

    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

    private SeededRandom() {}

    /**
     * A generator of its own for a key.
     *
     * @param seed the run's seed
     * @param key what the generator is for, for example a purpose, the epoch and the sample index
     * @return a new generator, always the same for the same numbers
     */
    public static SplittableRandom of(long seed, long... key) {
        return new SplittableRandom(mix(seed, key));
    }

    /**
     * The seed of a key.
     *
     * @param seed the run's seed
     * @param key what it is for
     * @return 64 well-mixed bits
     */
    public static long mix(long seed, long... key) {
        long h = finish(seed + GOLDEN_GAMMA);
        for (long k : key) {
            h = finish(h + k + GOLDEN_GAMMA);
        }
        return h;
    }

    private static long finish(long value) {
        long z = value;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
