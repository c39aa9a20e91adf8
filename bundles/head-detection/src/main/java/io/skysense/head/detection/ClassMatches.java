// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.head.detection;

import io.skysense.api.data.ObjectBox;
import io.skysense.nn.detection.BoxOverlap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The answers of one class over all images, and which of them are right at which threshold. */
final class ClassMatches {

    private static final int THRESHOLDS = 10;
    private static final int RECALLS = 101;

    private final boolean rotated;
    private final List<Answer> answers = new ArrayList<>();
    private long objects;

    /**
     * An answer.
     *
     * @param score how sure it was
     * @param right bit t is set if it is right at threshold 0.5 + 0.05 t
     */
    private record Answer(double score, int right) {}

    ClassMatches(boolean rotated) {
        this.rotated = rotated;
    }

    /** {@return an IoU of which threshold t asks at least that much} */
    private static double threshold(int t) {
        return (50 + 5 * t) / 100.0;
    }

    /**
     * Takes an image in.
     *
     * @param truth its objects
     * @param said the answers
     */
    void add(List<ObjectBox> truth, List<ObjectBox> said) {
        objects += truth.size();
        List<ObjectBox> known =
                rotated ? truth : truth.stream().map(ObjectBox::upright).toList();
        List<ObjectBox> surest = new ArrayList<>(said);
        surest.sort(Comparator.comparingDouble(ObjectBox::score).reversed());
        int[] taken = new int[known.size()];
        for (ObjectBox box : surest) {
            double[] overlaps =
                    known.stream().mapToDouble(o -> BoxOverlap.iou(o, box)).toArray();
            int right = 0;
            for (int t = 0; t < THRESHOLDS; t++) {
                int best = best(overlaps, taken, t);
                if (best >= 0) {
                    taken[best] |= 1 << t;
                    right |= 1 << t;
                }
            }
            answers.add(new Answer(box.score(), right));
        }
    }

    /** {@return the object that overlaps most of those that are free at a threshold, -1 if none does enough} */
    private static int best(double[] overlaps, int[] taken, int t) {
        int best = -1;
        double most = threshold(t) - 1e-9;
        for (int i = 0; i < overlaps.length; i++) {
            if ((taken[i] & 1 << t) == 0 && overlaps[i] >= most) {
                most = overlaps[i];
                best = i;
            }
        }
        return best;
    }

    /** {@return ap, ap50 and ap75 if there are objects, and support} */
    Map<String, Double> figures() {
        Map<String, Double> figures = new LinkedHashMap<>();
        if (objects > 0) {
            answers.sort(Comparator.comparingDouble(Answer::score).reversed());
            double sum = 0;
            for (int t = 0; t < THRESHOLDS; t++) {
                sum += averagePrecision(t);
            }
            figures.put(DetectionMetrics.AP, sum / THRESHOLDS);
            figures.put("ap50", averagePrecision(0));
            figures.put("ap75", averagePrecision(5));
        }
        figures.put("support", (double) objects);
        return figures;
    }

    private double averagePrecision(int t) {
        double[] precision = new double[answers.size()];
        long[] hits = new long[answers.size()];
        long right = 0;
        for (int i = 0; i < precision.length; i++) {
            right += answers.get(i).right() >> t & 1;
            hits[i] = right;
            precision[i] = (double) right / (i + 1);
        }
        for (int i = precision.length - 2; i >= 0; i--) {
            precision[i] = Math.max(precision[i], precision[i + 1]);
        }
        double sum = 0;
        int at = 0;
        for (int r = 0; r < RECALLS; r++) {
            while (at < hits.length && (double) hits[at] / objects < r / (RECALLS - 1.0) - 1e-12) {
                at++;
            }
            sum += at < precision.length ? precision[at] : 0;
        }
        return sum / RECALLS;
    }
}
