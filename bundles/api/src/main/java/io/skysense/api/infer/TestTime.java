// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.api.infer;

import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/**
 * Test-time augmentation: a model sees each image several times, mirrored and resized, and what it says is averaged. The
 * views are every scale with every way of mirroring, and with none.
 *
 * @param flips ways of mirroring beside none, each once
 * @param scales factors of both sides, each once, 0.1 to 10; at least one
 */
public record TestTime(List<Flip> flips, List<Double> scales) {

    /** The image as it is, and nothing else. */
    public static final TestTime NONE = new TestTime(List.of(), List.of(1.0));

    private static final double LEAST = 0.1;
    private static final double GREATEST = 10;

    /** A way of mirroring. */
    public enum Flip {
        /** Left and right change places. */
        HORIZONTAL,
        /** Top and bottom change places. */
        VERTICAL,
        /** Both: a half turn. */
        BOTH;

        /** {@return the name in options and messages} */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Sorts the lists, so that the same views are equal, and checks them. */
    public TestTime {
        flips = flips.stream().sorted().toList();
        scales = scales.stream().sorted().toList();
        if (flips.size() != flips.stream().distinct().count()) {
            throw new IllegalArgumentException(
                    "flips " + flips.stream().map(Flip::key).toList() + ": each at most once");
        }
        if (scales.isEmpty() || scales.size() != scales.stream().distinct().count()) {
            throw new IllegalArgumentException("scales " + scales + ": at least one, each at most once");
        }
        if (!scales.stream().allMatch(s -> s >= LEAST && s <= GREATEST)) {
            throw new IllegalArgumentException("scales " + scales + ": each from " + LEAST + " to " + GREATEST);
        }
    }

    /** {@return how often a model sees an image} */
    public int views() {
        return (1 + flips.size()) * scales.size();
    }

    /** {@return for people and in keys of journals, for example {@code flips horizontal, vertical; scales 0.75, 1.0}} */
    @Override
    public String toString() {
        StringJoiner mirrored = new StringJoiner(", ");
        flips.forEach(flip -> mirrored.add(flip.key()));
        StringJoiner resized = new StringJoiner(", ");
        scales.forEach(scale -> resized.add(scale.toString()));
        return "flips " + (flips.isEmpty() ? "none" : mirrored) + "; scales " + resized;
    }
}
