// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.head.change;

import io.skysense.api.data.ClassTable;
import io.skysense.api.data.Labels;
import io.skysense.api.task.MetricReport;
import io.skysense.api.task.Metrics;
import io.skysense.api.task.Prediction;
import io.skysense.nn.segmentation.SegmentationMetrics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The figures of {@link SegmentationMetrics}, and those of all classes but the first taken as one: with TP, FP and FN of
 * its pixels {@code changeIoU} = TP / (TP + FP + FN) and {@code changeF1} = 2 TP / (2 TP + FP + FN). For damage these are
 * the figures of buildings. Neither stands where the class is in neither truth nor prediction.
 */
final class ChangeMetrics implements Metrics {

    static final String CHANGE_IOU = "changeIoU";
    static final String MEAN_F1 = "meanF1";

    private final SegmentationMetrics classes;

    /**
     * An empty accumulator.
     *
     * @param classes the first is no change
     */
    ChangeMetrics(ClassTable classes) {
        this.classes = new SegmentationMetrics(classes);
    }

    @Override
    public void update(Prediction prediction, List<Labels> labels) {
        classes.update(prediction, labels);
    }

    @Override
    public MetricReport report() {
        MetricReport report = classes.report();
        List<List<Long>> confusion = report.confusion();
        long missed = 0;
        long wrong = 0;
        long hits = 0;
        for (int truth = 0; truth < confusion.size(); truth++) {
            for (int said = 0; said < confusion.size(); said++) {
                long pixels = confusion.get(truth).get(said);
                hits += truth > 0 && said > 0 ? pixels : 0;
                missed += truth > 0 && said == 0 ? pixels : 0;
                wrong += truth == 0 && said > 0 ? pixels : 0;
            }
        }
        Map<String, Double> values = new LinkedHashMap<>();
        if (hits + missed + wrong > 0) {
            values.put(CHANGE_IOU, (double) hits / (hits + missed + wrong));
            values.put("changeF1", 2.0 * hits / (2 * hits + missed + wrong));
        }
        values.putAll(report.values());
        return new MetricReport(values, report.perClass(), confusion, report.classes());
    }
}
