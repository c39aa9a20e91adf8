// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.files;

import io.skysense.api.data.DatasetException;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Counts the values of a label that its class table does not know. */
final class UnknownLabels {

    private static final int NAMED = 5;
    private static final int KEPT = 10_000;

    private final String file;
    private final int width;
    private final Map<Double, long[]> values = new TreeMap<>();
    private final Map<Integer, long[]> colors = new TreeMap<>();

    UnknownLabels(String file, int width) {
        this.file = file;
        this.width = width;
    }

    /** {@return the index as it is; where it is unknown, the value at a pixel is counted} */
    int check(int index, int pixel, double value) {
        if (index == LabelCodes.UNKNOWN) {
            count(values, value, pixel);
        }
        return index;
    }

    /** {@return the index as it is; where it is unknown, the colour at a pixel is counted} */
    int color(int index, int pixel, int rgb) {
        if (index == LabelCodes.UNKNOWN) {
            count(colors, rgb, pixel);
        }
        return index;
    }

    private static <K> void count(Map<K, long[]> counts, K key, int pixel) {
        long[] known = counts.get(key);
        if (known != null) {
            known[0]++;
        } else if (counts.size() < KEPT) {
            counts.put(key, new long[] {1, pixel});
        }
    }

    /** Refuses the label if anything was unknown. */
    void refuse() throws DatasetException {
        if (!values.isEmpty()) {
            throw refusal("values", values, UnknownLabels::text);
        }
        if (!colors.isEmpty()) {
            throw refusal("colours", colors, rgb -> "#%06x".formatted(rgb));
        }
    }

    private <K> DatasetException refusal(
            String what, Map<K, long[]> counts, java.util.function.Function<K, String> text) {
        String named = counts.entrySet().stream()
                .limit(NAMED)
                .map(e -> "%s (%d pixels, the first at column %d, row %d)"
                        .formatted(
                                text.apply(e.getKey()),
                                e.getValue()[0],
                                e.getValue()[1] % width,
                                e.getValue()[1] / width))
                .collect(Collectors.joining(", "));
        String more = counts.size() > NAMED ? " and " + (counts.size() - NAMED) + " more" : "";
        return new DatasetException(file + ": label " + what + " that the class table does not know: " + named + more);
    }

    private static String text(double value) {
        return value == (long) value ? Long.toString((long) value) : Double.toString(value);
    }
}
