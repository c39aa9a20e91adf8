// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.nn.segmentation;

import io.skysense.api.data.ClassTable;
import io.skysense.api.data.ClassTable.LabelClass;
import io.skysense.api.task.MetricReport;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** Counts of pixels, row = truth, column = prediction, and the figures that follow. NaN stands for 0/0. */
final class Confusion {

    private final long[][] counts;

    /**
     * An empty matrix.
     *
     * @param classes K
     */
    Confusion(int classes) {
        counts = new long[classes][classes];
    }

    /** Counts one pixel. */
    void count(int truth, int prediction) {
        if (truth >= counts.length) {
            throw new IllegalArgumentException("label " + truth + " for " + counts.length + " classes");
        }
        counts[truth][prediction]++;
    }

    /** Adds the counts of another matrix of the same size. */
    void add(Confusion other) {
        for (int t = 0; t < counts.length; t++) {
            for (int p = 0; p < counts.length; p++) {
                counts[t][p] += other.counts[t][p];
            }
        }
    }

    /** {@return the number of pixels counted} */
    long pixels() {
        return IntStream.range(0, counts.length).mapToLong(this::support).sum();
    }

    /** {@return share of pixels whose class was found} */
    double overallAccuracy() {
        return (double) IntStream.range(0, counts.length).mapToLong(this::hits).sum() / pixels();
    }

    /**
     * All figures.
     *
     * @param classes names of the classes
     * @param images figures over images, which go into the report
     * @return the report; its values are empty if nothing was counted
     */
    MetricReport report(ClassTable classes, OverImages images) {
        Map<String, Double> values = new LinkedHashMap<>();
        if (pixels() > 0) {
            values.put("overallAccuracy", overallAccuracy());
            values.put("meanAccuracy", mean(this::recall));
            values.put(SegmentationMetrics.MEAN_IOU, mean(this::iou));
            values.put("meanF1", mean(this::f1));
            values.put("accuracyOverImages", images.accuracy());
            values.put("f1OverImages", images.f1());
        }
        Map<String, Map<String, Double>> perClass = new LinkedHashMap<>();
        for (int k = 0; k < counts.length; k++) {
            Map<String, Double> figures = new LinkedHashMap<>();
            put(figures, "iou", iou(k));
            put(figures, "accuracy", recall(k));
            put(figures, "precision", precision(k));
            put(figures, "f1", f1(k));
            figures.put("support", (double) support(k));
            perClass.put(classes.classes().get(k).name(), figures);
        }
        List<List<Long>> rows = Arrays.stream(counts)
                .map(row -> Arrays.stream(row).boxed().toList())
                .toList();
        List<String> names = classes.classes().stream().map(LabelClass::name).toList();
        return new MetricReport(values, perClass, rows, names);
    }

    private static void put(Map<String, Double> figures, String name, double value) {
        if (!Double.isNaN(value)) {
            figures.put(name, value);
        }
    }

    private double mean(IntToDoubleFunction figure) {
        return IntStream.range(0, counts.length)
                .mapToDouble(figure)
                .filter(v -> !Double.isNaN(v))
                .average()
                .orElse(Double.NaN);
    }

    private double iou(int k) {
        return (double) hits(k) / (support(k) + predicted(k) - hits(k));
    }

    /** {@return share of the class's pixels that were found; NaN if it has none} */
    double recall(int k) {
        return (double) hits(k) / support(k);
    }

    /** {@return share of the pixels predicted as the class that are; NaN if there are none} */
    double precision(int k) {
        return (double) hits(k) / predicted(k);
    }

    private double f1(int k) {
        return 2.0 * hits(k) / (support(k) + predicted(k));
    }

    private long hits(int k) {
        return counts[k][k];
    }

    private long support(int k) {
        return Arrays.stream(counts[k]).sum();
    }

    private long predicted(int k) {
        return Arrays.stream(counts).mapToLong(row -> row[k]).sum();
    }
}
