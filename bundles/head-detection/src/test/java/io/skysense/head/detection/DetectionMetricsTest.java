// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.head.detection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import io.skysense.api.data.ClassTable;
import io.skysense.api.data.ClassTable.LabelClass;
import io.skysense.api.data.LabelKind;
import io.skysense.api.data.Labels;
import io.skysense.api.data.ObjectBox;
import io.skysense.api.task.MetricReport;
import io.skysense.api.task.Prediction;
import io.skysense.engine.Torch;
import io.skysense.nn.detection.BoxArrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Figures against cases worked out by hand. */
class DetectionMetricsTest {

    private static final double EXACT = 1e-9;
    private static final ClassTable CLASSES = new ClassTable(
            List.of(new LabelClass(0, "ship", "#000000"), new LabelClass(1, "plane", "#ffffff")), List.of());

    private NDManager manager;

    @BeforeEach
    void open() {
        manager = Torch.newManager(Device.cpu());
    }

    @AfterEach
    void close() {
        manager.close();
    }

    private static ObjectBox box(int classIndex, double x, double width, double score) {
        return new ObjectBox(classIndex, x, 0, width, 10, 0, score);
    }

    private void update(DetectionMetrics metrics, List<ObjectBox> truth, ObjectBox... said) {
        metrics.update(
                new Prediction(LabelKind.OBJECTS, BoxArrays.write(manager, List.of(List.of(said)))),
                List.of(Labels.of(truth)));
    }

    @Test
    void answersAreRightAboveAThresholdOfOverlap() {
        DetectionMetrics metrics = new DetectionMetrics(CLASSES, false);
        // Of 10 pixels, 8 are in common: IoU .8, which seven of the ten thresholds take.
        update(metrics, List.of(box(0, 0, 10, 1)), box(0, 0, 8, 0.9));
        MetricReport report = metrics.report();

        assertEquals(0.7, report.values().get("ap"), EXACT);
        assertEquals(1, report.values().get("ap50"), EXACT);
        assertEquals(1, report.values().get("ap75"), EXACT);
        assertFalse(report.perClass().get("plane").containsKey("ap"), "a class that is nowhere");
    }

    @Test
    void anObjectIsFoundOnce() {
        DetectionMetrics metrics = new DetectionMetrics(CLASSES, false);
        update(
                metrics,
                List.of(box(0, 0, 10, 1), box(0, 100, 10, 1)),
                box(0, 0, 10, 0.9),
                box(0, 0, 9, 0.8),
                box(0, 100, 10, 0.7));

        // Right, wrong, right: precision 1 up to half of the objects, 2/3 beyond.
        assertEquals((51 + 50 * 2 / 3.0) / 101, metrics.report().values().get("ap50"), EXACT);
    }

    @Test
    void scoresOrderTheAnswersOfAllImages() {
        DetectionMetrics metrics = new DetectionMetrics(CLASSES, false);
        update(metrics, List.of(box(1, 0, 10, 1)), box(1, 50, 10, 0.9));
        update(metrics, List.of(box(1, 0, 10, 1)), box(1, 0, 10, 0.5));

        assertEquals(51 * 0.5 / 101, metrics.report().values().get("ap50"), EXACT);
    }

    @Test
    void anotherClassIsNoAnswer() {
        DetectionMetrics metrics = new DetectionMetrics(CLASSES, false);
        update(metrics, List.of(box(0, 0, 10, 1)), box(1, 0, 10, 0.9));

        assertEquals(0, metrics.report().values().get("ap"), EXACT);
        assertEquals(1, metrics.report().perClass().get("ship").get("support"));
    }

    @Test
    void turnedLabelsAreJudgedByWhatTheAnswersAre() {
        ObjectBox turned = new ObjectBox(0, 0, 0, 20, 10, Math.PI / 6, 1);
        DetectionMetrics upright = new DetectionMetrics(CLASSES, false);
        update(upright, List.of(turned), turned.upright());
        DetectionMetrics rotated = new DetectionMetrics(CLASSES, true);
        update(rotated, List.of(turned), turned);
        DetectionMetrics wrong = new DetectionMetrics(CLASSES, true);
        update(wrong, List.of(turned), turned.upright());

        assertEquals(1, upright.report().values().get("ap"), EXACT);
        assertEquals(1, rotated.report().values().get("ap"), EXACT);
        assertTrue(wrong.report().values().get("ap") < 0.5);
    }

    @Test
    void imagesOfWhichNothingIsKnownDoNotCount() {
        DetectionMetrics metrics = new DetectionMetrics(CLASSES, false);
        metrics.update(
                new Prediction(LabelKind.OBJECTS, BoxArrays.write(manager, List.of(List.of(box(0, 0, 10, 0.9))))),
                List.of(Labels.NONE));

        assertTrue(metrics.report().values().isEmpty());
    }
}
