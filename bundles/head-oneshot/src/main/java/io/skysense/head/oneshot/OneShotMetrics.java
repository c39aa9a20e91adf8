// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.head.oneshot;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.skysense.api.data.ClassTable;
import io.skysense.api.data.LabelMap;
import io.skysense.api.data.Labels;
import io.skysense.api.task.MetricReport;
import io.skysense.api.task.Metrics;
import io.skysense.api.task.Prediction;
import io.skysense.nn.segmentation.SegmentationMetrics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The figures of segmentation, and those of the reference's one-shot evaluation: each class by itself, against everything
 * else, over the images that have it.
 *
 * <p>With TP, FP and FN of a class summed over the pixels of these images: {@code binaryIoU = TP / (TP + FP + FN)},
 * {@code binaryAccuracy = TP / (TP + FN)}; {@code meanBinaryIoU} and {@code meanBinaryAccuracy} are means over the classes
 * that some image has, the background left out. Pixels without a label do not count.
 */
final class OneShotMetrics implements Metrics {

    /** The name of the mean over classes. */
    static final String MEAN_BINARY_IOU = "meanBinaryIoU";

    private static final String MEAN_BINARY_ACCURACY = "meanBinaryAccuracy";

    private final ClassTable classes;
    private final OptionalInt background;
    private final Asking asking;
    private final SegmentationMetrics all;
    private final List<Alone> alone;

    /**
     * Nothing yet.
     *
     * @param classes the classes
     * @param background index of the class that is the background, if one is
     * @param asking says where a class is found
     */
    OneShotMetrics(ClassTable classes, OptionalInt background, Asking asking) {
        this.classes = classes;
        this.background = background;
        this.asking = asking;
        all = new SegmentationMetrics(classes);
        alone = IntStream.range(0, classes.size()).mapToObj(k -> new Alone()).toList();
    }

    @Override
    public void update(Prediction prediction, List<Labels> labels) {
        all.update(prediction, labels);
        boolean[] found;
        try (NDArray where = asking.found(prediction.values())) {
            found = where.toBooleanArray();
        }
        Shape shape = prediction.values().getShape();
        int pixels = Math.toIntExact(shape.get(2) * shape.get(3));
        for (int i = 0; i < labels.size(); i++) {
            LabelMap truth = labels.get(i).map().orElseThrow();
            for (int k = 0; k < classes.size(); k++) {
                alone.get(k).add(truth.classes(), k, found, (i * classes.size() + k) * pixels);
            }
        }
    }

    @Override
    public MetricReport report() {
        MetricReport report = all.report();
        List<Alone> judged = new ArrayList<>();
        Map<String, Map<String, Double>> perClass = new LinkedHashMap<>();
        for (int k = 0; k < classes.size(); k++) {
            String name = classes.classes().get(k).name();
            Map<String, Double> figures = new LinkedHashMap<>(report.perClass().get(name));
            boolean isBackground = background.isPresent() && background.getAsInt() == k;
            if (alone.get(k).seen() && !isBackground) {
                figures.put("binaryIoU", alone.get(k).iou());
                figures.put("binaryAccuracy", alone.get(k).accuracy());
                judged.add(alone.get(k));
            }
            perClass.put(name, figures);
        }
        Map<String, Double> values = new LinkedHashMap<>();
        if (!judged.isEmpty()) {
            values.put(MEAN_BINARY_IOU, mean(judged, Alone::iou));
            values.put(MEAN_BINARY_ACCURACY, mean(judged, Alone::accuracy));
        }
        values.putAll(report.values());
        return new MetricReport(values, perClass, report.confusion(), report.classes());
    }

    private static double mean(List<Alone> classes, ToDoubleFunction<Alone> figure) {
        return classes.stream().mapToDouble(figure).average().orElseThrow();
    }

    /** One class against everything else. */
    private static final class Alone {

        private long hits;
        private long missed;
        private long wrong;

        void add(byte[] truth, int index, boolean[] found, int offset) {
            long hit = 0;
            long miss = 0;
            long extra = 0;
            for (int p = 0; p < truth.length; p++) {
                int label = truth[p] & 0xff;
                if (label == index) {
                    hit += found[offset + p] ? 1 : 0;
                    miss += found[offset + p] ? 0 : 1;
                } else if (label != ClassTable.IGNORE && found[offset + p]) {
                    extra++;
                }
            }
            if (hit + miss > 0) {
                hits += hit;
                missed += miss;
                wrong += extra;
            }
        }

        boolean seen() {
            return hits + missed > 0;
        }

        double iou() {
            return (double) hits / (hits + missed + wrong);
        }

        double accuracy() {
            return (double) hits / (hits + missed);
        }
    }
}
