// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.head.classification;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** The scores of one class over all images, and in which of them it is. */
final class ClassScores {

    static final String AVERAGE_PRECISION = "averagePrecision";
    static final String F1 = "f1";

    private float[] scores = new float[1024];
    private boolean[] truth = new boolean[1024];
    private int count;
    private long hits;
    private long support;
    private long found;

    /**
     * Takes an image in.
     *
     * @param score of the class
     * @param there whether the image shows it
     * @param said whether it counts as found
     */
    void add(float score, boolean there, boolean said) {
        if (count == scores.length) {
            scores = Arrays.copyOf(scores, 2 * count);
            truth = Arrays.copyOf(truth, 2 * count);
        }
        scores[count] = score;
        truth[count++] = there;
        hits += there && said ? 1 : 0;
        support += there ? 1 : 0;
        found += said ? 1 : 0;
    }

    /** {@return images that show the class and where it was found} */
    long hits() {
        return hits;
    }

    /** {@return images that show the class, and images where it was found: 2 TP + FP + FN} */
    long marked() {
        return support + found;
    }

    /** {@return averagePrecision, recall, precision and f1, each where it exists, and support} */
    Map<String, Double> figures() {
        Map<String, Double> figures = new LinkedHashMap<>();
        if (support > 0) {
            figures.put(AVERAGE_PRECISION, averagePrecision());
            figures.put("recall", (double) hits / support);
        }
        if (found > 0) {
            figures.put("precision", (double) hits / found);
        }
        if (marked() > 0) {
            figures.put(F1, 2.0 * hits / marked());
        }
        figures.put("support", (double) support);
        return figures;
    }

    /** Images of equal scores stand together: their order is nobody's answer. */
    private double averagePrecision() {
        Integer[] order = new Integer[count];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Float.compare(scores[b], scores[a]));
        double sum = 0;
        long above = 0;
        for (int i = 0; i < count; ) {
            int end = i;
            long here = 0;
            while (end < count && scores[order[end]] == scores[order[i]]) {
                here += truth[order[end++]] ? 1 : 0;
            }
            above += here;
            sum += (double) here * above / end;
            i = end;
        }
        return sum / support;
    }
}
