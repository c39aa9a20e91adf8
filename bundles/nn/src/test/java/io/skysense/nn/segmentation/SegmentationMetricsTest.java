// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.nn.segmentation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.skysense.api.data.ClassTable;
import io.skysense.api.data.ClassTable.LabelClass;
import io.skysense.api.data.LabelKind;
import io.skysense.api.data.LabelMap;
import io.skysense.api.data.Labels;
import io.skysense.api.task.MetricReport;
import io.skysense.api.task.Prediction;
import io.skysense.engine.Torch;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Figures against cases worked out by hand. */
class SegmentationMetricsTest {

    private static final double EXACT = 1e-12;
    private static final int NONE = ClassTable.IGNORE;

    private final ClassTable classes = new ClassTable(
            List.of(
                    new LabelClass(0, "water", "#0000ff"),
                    new LabelClass(1, "forest", "#00ff00"),
                    new LabelClass(2, "ice", "#ffffff")),
            List.of());
    private final SegmentationMetrics metrics = new SegmentationMetrics(classes);
    private NDManager manager;

    @BeforeEach
    void open() {
        manager = Torch.newManager(Device.cpu());
    }

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void figuresFollowFromTheConfusionMatrix() {
        update(new int[] {0, 0, 0, 1, 1, NONE}, new int[] {0, 0, 1, 1, 1, 2});
        MetricReport report = metrics.report();
        assertEquals(List.of(List.of(2L, 1L, 0L), List.of(0L, 2L, 0L), List.of(0L, 0L, 0L)), report.confusion());
        assertEquals(List.of("water", "forest", "ice"), report.classes());
        assertEquals(4.0 / 5, report.values().get("overallAccuracy"), EXACT);
        assertEquals((2.0 / 3 + 1) / 2, report.values().get("meanAccuracy"), EXACT);
        assertEquals((2.0 / 3 + 2.0 / 3) / 2, report.values().get("meanIoU"), EXACT);
        assertEquals((4.0 / 5 + 4.0 / 5) / 2, report.values().get("meanF1"), EXACT);
        Map<String, Double> water = report.perClass().get("water");
        assertEquals(Map.of("iou", 2.0 / 3, "accuracy", 2.0 / 3, "precision", 1.0, "f1", 0.8, "support", 3.0), water);
        assertEquals(2.0 / 3, report.perClass().get("forest").get("precision"), EXACT);
    }

    @Test
    void aClassInNeitherTruthNorPredictionEntersNoMean() {
        update(new int[] {0, 0}, new int[] {0, 0});
        MetricReport report = metrics.report();
        assertEquals(1, report.values().get("meanIoU"), EXACT);
        assertEquals(1, report.values().get("meanF1"), EXACT);
        assertEquals(Map.of("support", 0.0), report.perClass().get("ice"));
    }

    @Test
    void aClassThatIsOnlyPredictedCountsAsMissed() {
        update(new int[] {0, 0}, new int[] {0, 2});
        MetricReport report = metrics.report();
        assertEquals((0.5 + 0) / 2, report.values().get("meanIoU"), EXACT);
        assertEquals((2.0 / 3 + 0) / 2, report.values().get("meanF1"), EXACT);
        assertEquals(0.5, report.values().get("meanAccuracy"), EXACT);
        assertEquals(
                Map.of("iou", 0.0, "precision", 0.0, "f1", 0.0, "support", 0.0),
                report.perClass().get("ice"));
    }

    @Test
    void meansOverImagesWeighImagesAlike() {
        update(new int[] {0, 0, 0, 0}, new int[] {0, 0, 0, 0});
        update(new int[] {1, 1, NONE, NONE}, new int[] {1, 0, 0, 0});
        update(new int[] {NONE, NONE, NONE, NONE}, new int[] {1, 0, 0, 0});
        Map<String, Double> values = metrics.report().values();
        assertEquals(5.0 / 6, values.get("overallAccuracy"), EXACT);
        assertEquals((1 + 0.5) / 2, values.get("accuracyOverImages"), EXACT);
        // Precision and recall over images: (1/2, 1/2), (1/2, 1/4), (0, 0).
        assertEquals((1.0 / 2 + 1.0 / 3 + 0) / 3, values.get("f1OverImages"), EXACT);
    }

    @Test
    void ofTwoClassesTheSecondIsThePositiveOneOverImages() {
        OverImages images = new OverImages(2);
        images.add(counts(new int[] {0, 0, 0, 1}, new int[] {0, 0, 1, 1})); // precision 1/2, recall 1
        images.add(counts(new int[] {1, 1}, new int[] {1, 0})); // precision 1, recall 1/2
        assertEquals(0.75, images.f1(), EXACT);
    }

    private static Confusion counts(int[] truth, int[] predicted) {
        Confusion counts = new Confusion(2);
        for (int i = 0; i < truth.length; i++) {
            counts.count(truth[i], predicted[i]);
        }
        return counts;
    }

    @Test
    void aBatchCountsAsItsImages() {
        int[][] truth = {{0, 1}, {2, 2}};
        int[][] predicted = {{0, 0}, {2, 1}};
        SegmentationMetrics single = new SegmentationMetrics(classes);
        for (int i = 0; i < 2; i++) {
            single.update(prediction(predicted[i]), List.of(map(truth[i])));
        }
        NDArray both = prediction(predicted[0])
                .values()
                .concat(prediction(predicted[1]).values(), 0);
        metrics.update(new Prediction(LabelKind.PIXEL_CLASSES, both), List.of(map(truth[0]), map(truth[1])));
        assertEquals(single.report(), metrics.report());
    }

    @Test
    void nothingCountedIsNothingReported() {
        update(new int[] {NONE}, new int[] {1});
        MetricReport report = metrics.report();
        assertTrue(report.values().isEmpty());
        assertEquals(3, report.perClass().size());
    }

    @Test
    void whatDoesNotFitIsRefused() {
        Prediction two = prediction(0, 1);
        assertThrows(IllegalArgumentException.class, () -> metrics.update(two, List.of()));
        assertThrows(IllegalArgumentException.class, () -> metrics.update(two, List.of(map(0, 1, 2))));
        assertThrows(IllegalArgumentException.class, () -> metrics.update(two, List.of(map(0, 3))));
    }

    private void update(int[] truth, int[] predicted) {
        metrics.update(prediction(predicted), List.of(map(truth)));
    }

    private Prediction prediction(int... predicted) {
        NDArray classOf = manager.create(predicted).reshape(1, 1, predicted.length);
        NDArray probabilities =
                classOf.oneHot(3).transpose(0, 3, 1, 2).mul(0.7f).add(0.1f);
        assertEquals(new Shape(1, 3, 1, predicted.length), probabilities.getShape());
        return new Prediction(LabelKind.PIXEL_CLASSES, probabilities.toType(DataType.FLOAT32, false));
    }

    private static Labels map(int... truth) {
        byte[] bytes = new byte[truth.length];
        for (int i = 0; i < truth.length; i++) {
            bytes[i] = (byte) truth[i];
        }
        return Labels.of(Optional.of(new LabelMap(1, truth.length, bytes)));
    }
}
