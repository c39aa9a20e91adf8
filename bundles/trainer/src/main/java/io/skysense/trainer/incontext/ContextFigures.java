// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.trainer.incontext;

import io.skysense.api.data.ClassTable.LabelClass;
import io.skysense.api.data.DatasetTable;
import io.skysense.api.task.MetricReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * In-context segmentation in figures: over the masked lower halves of collages, the intersection over union of every
 * class of every dataset, {@code meanIoU} of a dataset over its classes that occur, and {@code meanIoU} over the
 * datasets.
 *
 * <p>{@code constantMeanIoU} is that of the best constant answer: the better of saying the most frequent class of the
 * dataset everywhere, and of saying in each collage the one most frequent in it, as if that were known. A pixel that is
 * of no class in its collage, but is said to be of one, counts against that class.
 */
final class ContextFigures {

    static final String MEAN_IOU = "meanIoU";
    private static final String CONSTANT = "constantMeanIoU";
    private static final String IOU = "IoU";

    /** Counts of one dataset: of what was said, and of the answer that is constant in each collage. */
    private record Counted(List<LabelClass> classes, ClassCounts said, ClassCounts constant) {

        double bestConstant() {
            return Math.max(constant.meanIou(), said.constant().meanIou());
        }
    }

    private final Map<String, Counted> datasets = new LinkedHashMap<>();

    ContextFigures(List<DatasetTable> tables) {
        for (DatasetTable table : tables) {
            int classes = table.classes().size();
            datasets.put(
                    table.name(),
                    new Counted(table.classes().classes(), new ClassCounts(classes), new ClassCounts(classes)));
        }
    }

    /**
     * Takes the lower half of a collage in.
     *
     * @param dataset whose it is
     * @param answers what ids stand for
     * @param truth true ids of its pixels
     * @param said predicted ids
     */
    void update(String dataset, CollageAnswers answers, long[] truth, long[] said) {
        Counted counted = datasets.get(dataset);
        long[] truths = new long[counted.said().classes() + 1];
        for (int i = 0; i < truth.length; i++) {
            int index = answers.of(truth[i]);
            truths[index < 0 ? truths.length - 1 : index]++;
            counted.said().add(index, answers.of(said[i]), 1);
        }
        counted.constant().addConstant(truths);
    }

    /** {@return the figures so far; datasets of which nothing was seen are left out} */
    MetricReport report() {
        Map<String, Map<String, Double>> rows = new LinkedHashMap<>();
        double sum = 0;
        double constant = 0;
        int seen = 0;
        for (Map.Entry<String, Counted> entry : datasets.entrySet()) {
            Counted counted = entry.getValue();
            double mean = counted.said().meanIou();
            if (!Double.isNaN(mean)) {
                rows.put(entry.getKey(), Map.of(MEAN_IOU, mean, CONSTANT, counted.bestConstant()));
                sum += mean;
                constant += counted.bestConstant();
                seen++;
            }
        }
        datasets.forEach((name, counted) -> classes(name, counted, rows));
        return new MetricReport(
                new LinkedHashMap<>(Map.of(MEAN_IOU, sum / seen, CONSTANT, constant / seen)),
                rows,
                List.of(),
                List.of());
    }

    private static void classes(String name, Counted counted, Map<String, Map<String, Double>> rows) {
        for (int i = 0; i < counted.said().classes(); i++) {
            double iou = counted.said().iou(i);
            if (!Double.isNaN(iou)) {
                rows.put(name + "/" + counted.classes().get(i).name(), Map.of(IOU, iou));
            }
        }
    }
}
