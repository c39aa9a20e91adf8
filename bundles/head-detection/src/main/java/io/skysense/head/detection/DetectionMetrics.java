// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.head.detection;

import io.skysense.api.data.ClassTable;
import io.skysense.api.data.Labels;
import io.skysense.api.data.ObjectBox;
import io.skysense.api.task.MetricReport;
import io.skysense.api.task.Metrics;
import io.skysense.api.task.Prediction;
import io.skysense.nn.detection.BoxArrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Figures of detection as COCO (Lin et al. 2014) defines them. An answer is right if it overlaps an object of its class,
 * which no surer answer has taken, by at least a threshold of IoU. Average precision is the mean over 101 recalls, from 0 to
 * 1, of the greatest precision at that recall or a higher one.
 *
 * <ul>
 *   <li>{@code ap50}, {@code ap75}: mean over the classes that occur, at thresholds 0.5 and 0.75;
 *   <li>{@code ap}: the mean over the thresholds 0.5, 0.55, ..., 0.95 as well.
 * </ul>
 *
 * Turned labels are judged as turned boxes if the answers are turned, else by the upright boxes around them. With no object
 * to find, {@code values} is empty.
 */
final class DetectionMetrics implements Metrics {

    static final String AP = "ap";

    private final ClassTable classes;
    private final List<ClassMatches> matches;

    /**
     * An empty accumulator.
     *
     * @param classes the classes
     * @param rotated whether boxes are turned
     */
    DetectionMetrics(ClassTable classes, boolean rotated) {
        this.classes = classes;
        matches = classes.classes().stream().map(c -> new ClassMatches(rotated)).toList();
    }

    @Override
    public void update(Prediction prediction, List<Labels> labels) {
        List<Optional<List<ObjectBox>>> said = BoxArrays.read(prediction.values());
        if (said.size() != labels.size()) {
            throw new IllegalArgumentException("objects of " + said.size() + " images for labels of " + labels.size());
        }
        for (int i = 0; i < labels.size(); i++) {
            Optional<List<ObjectBox>> known = labels.get(i).objects();
            if (known.isPresent()) {
                for (int k = 0; k < matches.size(); k++) {
                    matches.get(k)
                            .add(ofClass(known.get(), k), ofClass(said.get(i).orElse(List.of()), k));
                }
            }
        }
    }

    private static List<ObjectBox> ofClass(List<ObjectBox> boxes, int classIndex) {
        return boxes.stream().filter(box -> box.classIndex() == classIndex).toList();
    }

    @Override
    public MetricReport report() {
        Map<String, Map<String, Double>> perClass = new LinkedHashMap<>();
        for (int k = 0; k < matches.size(); k++) {
            perClass.put(classes.classes().get(k).name(), matches.get(k).figures());
        }
        Map<String, Double> values = new LinkedHashMap<>();
        for (String figure : List.of(AP, "ap50", "ap75")) {
            perClass.values().stream()
                    .filter(figures -> figures.containsKey(figure))
                    .mapToDouble(figures -> figures.get(figure))
                    .average()
                    .ifPresent(mean -> values.put(figure, mean));
        }
        return new MetricReport(values, perClass, List.of(), List.of());
    }
}
