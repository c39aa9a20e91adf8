// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.nn.segmentation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.skysense.api.data.ClassTable;
import io.skysense.api.data.LabelMap;
import io.skysense.api.data.Labels;
import io.skysense.api.task.MetricReport;
import io.skysense.api.task.Metrics;
import io.skysense.api.task.Prediction;
import java.util.List;

/**
 * Figures of semantic segmentation, all from one confusion matrix over every pixel whose label is a class.
 *
 * <p>With TP, FP and FN of a class: IoU = TP / (TP + FP + FN); accuracy (recall) = TP / (TP + FN); precision = TP / (TP + FP);
 * F1 = 2 TP / (2 TP + FP + FN); support = TP + FN. A figure whose denominator is 0 is left out, of the class and of the
 * mean: a class that is in neither truth nor prediction enters no mean; one that is only predicted has IoU, precision and F1 of 0, and no recall.
 *
 * <ul>
 *   <li>{@code overallAccuracy}: share of pixels whose class was found;
 *   <li>{@code meanAccuracy}, {@code meanIoU}, {@code meanF1}: means over classes;
 *   <li>{@code accuracyOverImages}: mean over images of the share of pixels whose class was found;
 *   <li>{@code f1OverImages}: harmonic mean of precision and recall, each first averaged over images: see {@link OverImages}.
 * </ul>
 *
 * An image without a pixel that counts enters neither of the last two. With nothing to count, {@code values} is empty.
 */
public final class SegmentationMetrics implements Metrics {

    /** The name of the mean IoU. */
    public static final String MEAN_IOU = "meanIoU";

    private final ClassTable classes;
    private final Confusion total;
    private final OverImages images;

    /**
     * An empty accumulator.
     *
     * @param classes the classes
     */
    public SegmentationMetrics(ClassTable classes) {
        this.classes = classes;
        total = new Confusion(classes.size());
        images = new OverImages(classes.size());
    }

    @Override
    public void update(Prediction prediction, List<Labels> labels) {
        Shape shape = prediction.values().getShape();
        if (shape.get(0) != labels.size() || shape.get(1) != classes.size()) {
            throw new IllegalArgumentException("probabilities " + shape + " for " + labels.size() + " label maps of "
                    + classes.size() + " classes");
        }
        int pixels = Math.toIntExact(shape.get(2) * shape.get(3));
        long[] predicted;
        try (NDArray best = prediction.values().argMax(1)) {
            predicted = best.toLongArray();
        }
        for (int i = 0; i < labels.size(); i++) {
            LabelMap map = labels.get(i).map().orElseThrow();
            if (map.height() != shape.get(2) || map.width() != shape.get(3)) {
                throw new IllegalArgumentException(
                        "label map (" + map.height() + ", " + map.width() + ") for probabilities " + shape);
            }
            add(map, predicted, i * pixels);
        }
    }

    private void add(LabelMap map, long[] predicted, int offset) {
        Confusion image = new Confusion(classes.size());
        byte[] truth = map.classes();
        for (int p = 0; p < truth.length; p++) {
            int label = truth[p] & 0xff;
            if (label != ClassTable.IGNORE) {
                image.count(label, (int) predicted[offset + p]);
            }
        }
        total.add(image);
        images.add(image);
    }

    @Override
    public MetricReport report() {
        return total.report(classes, images);
    }
}
