// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.head.classification;

import io.skysense.api.data.ClassTable;
import io.skysense.api.data.ClassTable.LabelClass;
import io.skysense.api.data.Labels;
import io.skysense.api.task.MetricReport;
import io.skysense.api.task.Metrics;
import io.skysense.api.task.Prediction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Figures of the classification of images. A class is found where its score is above 0.5, of classes that exclude each
 * other where it is the highest.
 *
 * <ul>
 *   <li>{@code meanAveragePrecision}: mean over the classes that occur of the area under precision over recall, in steps:
 *       the mean over a class's images of the precision among all images of at least their score;
 *   <li>{@code f1Micro}: 2 TP / (2 TP + FP + FN) over all classes together; {@code f1Macro}: the mean over the classes
 *       that are in truth or prediction;
 *   <li>{@code accuracy}: share of images all of whose classes are as they should be.
 * </ul>
 *
 * With nothing to count, {@code values} is empty.
 */
final class ClassificationMetrics implements Metrics {

    static final String MEAN_AVERAGE_PRECISION = "meanAveragePrecision";
    static final String ACCURACY = "accuracy";

    private static final float FOUND = 0.5f;

    private final ClassTable classes;
    private final ClassificationSettings settings;
    private final List<ClassScores> scores = new ArrayList<>();
    private final long[][] confusion;
    private long images;
    private long right;

    /**
     * An empty accumulator.
     *
     * @param classes the classes
     * @param settings one class or several
     */
    ClassificationMetrics(ClassTable classes, ClassificationSettings settings) {
        this.classes = classes;
        this.settings = settings;
        confusion = new long[classes.size()][classes.size()];
        classes.classes().forEach(c -> scores.add(new ClassScores()));
    }

    @Override
    public void update(Prediction prediction, List<Labels> labels) {
        float[] said = prediction.values().toFloatArray();
        int count = classes.size();
        if (said.length != labels.size() * count) {
            throw new IllegalArgumentException("scores " + prediction.values().getShape() + " for " + labels.size()
                    + " images of " + count + " classes");
        }
        for (int i = 0; i < labels.size(); i++) {
            List<Float> shares = labels.get(i).shares(count);
            if (shares.stream().noneMatch(share -> share.isNaN())) {
                add(shares, Arrays.copyOfRange(said, i * count, (i + 1) * count));
            }
        }
    }

    private void add(List<Float> shares, float[] said) {
        int truth = 0;
        int best = 0;
        for (int k = 1; k < said.length; k++) {
            truth = shares.get(k) > shares.get(truth) ? k : truth;
            best = said[k] > said[best] ? k : best;
        }
        boolean all = true;
        for (int k = 0; k < said.length; k++) {
            boolean there = settings.multiLabel() ? shares.get(k) > settings.leastShare() : k == truth;
            boolean found = settings.multiLabel() ? said[k] > FOUND : k == best;
            scores.get(k).add(said[k], there, found);
            all &= there == found;
        }
        images++;
        right += all ? 1 : 0;
        confusion[truth][best]++;
    }

    @Override
    public MetricReport report() {
        Map<String, Map<String, Double>> perClass = new LinkedHashMap<>();
        long hits = 0;
        long either = 0;
        for (int k = 0; k < scores.size(); k++) {
            perClass.put(classes.classes().get(k).name(), scores.get(k).figures());
            hits += scores.get(k).hits();
            either += scores.get(k).marked();
        }
        Map<String, Double> values = new LinkedHashMap<>();
        if (images > 0) {
            values.put(ACCURACY, (double) right / images);
            mean(values, MEAN_AVERAGE_PRECISION, perClass, ClassScores.AVERAGE_PRECISION);
            if (either > 0) {
                values.put("f1Micro", 2.0 * hits / either);
            }
            mean(values, "f1Macro", perClass, ClassScores.F1);
        }
        // Of several classes an image has no row and column of its own.
        List<List<Long>> rows = settings.multiLabel()
                ? List.of()
                : Arrays.stream(confusion)
                        .map(row -> Arrays.stream(row).boxed().toList())
                        .toList();
        List<String> names = settings.multiLabel()
                ? List.of()
                : classes.classes().stream().map(LabelClass::name).toList();
        return new MetricReport(values, perClass, rows, names);
    }

    private static void mean(
            Map<String, Double> values, String name, Map<String, Map<String, Double>> perClass, String figure) {
        perClass.values().stream()
                .filter(figures -> figures.containsKey(figure))
                .mapToDouble(figures -> figures.get(figure))
                .average()
                .ifPresent(mean -> values.put(name, mean));
    }
}
