// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.head.classification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
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
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Figures against cases worked out by hand. */
class ClassificationMetricsTest {

    private static final double EXACT = 1e-12;
    private static final ClassTable CLASSES = new ClassTable(
            List.of(
                    new LabelClass(0, "oak", "#00ff00"),
                    new LabelClass(1, "pine", "#008800"),
                    new LabelClass(2, "fir", "#004400")),
            List.of());
    private static final ClassificationSettings ONE = ClassificationSettings.DEFAULTS;
    private static final ClassificationSettings SEVERAL =
            new ClassificationSettings(true, 0.05, List.of(), 0, 0, List.of());

    private NDManager manager;

    @BeforeEach
    void open() {
        manager = Torch.newManager(Device.cpu());
    }

    @AfterEach
    void close() {
        manager.close();
    }

    private Prediction said(float... scores) {
        return new Prediction(LabelKind.IMAGE_CLASSES, manager.create(scores, new Shape(scores.length / 3, 3)));
    }

    private static Labels shares(Float... shares) {
        return new Labels(Optional.empty(), Optional.empty(), List.of(shares));
    }

    @Test
    void ofSeveralClassesEachIsJudgedByItself() {
        ClassificationMetrics metrics = new ClassificationMetrics(CLASSES, SEVERAL);
        metrics.update(
                said(0.9f, 0.2f, 0.6f, 0.8f, 0.7f, 0.1f, 0.3f, 0.6f, 0.1f),
                List.of(shares(1f, 0f, 1f), shares(0.04f, 1f, 0f), shares(1f, 1f, 0f)));
        MetricReport report = metrics.report();

        // Oak: right, wrong, missed, with scores .9, .8, .3 for yes, no, yes.
        assertEquals((1 + 2 / 3.0) / 2, report.perClass().get("oak").get("averagePrecision"), EXACT);
        assertEquals(1, report.perClass().get("pine").get("averagePrecision"), EXACT);
        assertEquals((5 / 6.0 + 1 + 1) / 3, report.values().get("meanAveragePrecision"), EXACT);
        assertEquals(2.0 * 4 / (2 * 4 + 1 + 1), report.values().get("f1Micro"), EXACT);
        assertEquals((0.5 + 1 + 1) / 3, report.values().get("f1Macro"), EXACT);
        assertEquals(1 / 3.0, report.values().get("accuracy"), EXACT);
        assertTrue(report.confusion().isEmpty());
    }

    @Test
    void ofOneClassTheLargestShareAndTheHighestScoreCount() {
        ClassificationMetrics metrics = new ClassificationMetrics(CLASSES, ONE);
        metrics.update(
                said(0.4f, 0.3f, 0.3f, 0.2f, 0.3f, 0.5f), List.of(shares(0.6f, 0.3f, 0.1f), shares(0.2f, 0.7f, 0.1f)));
        MetricReport report = metrics.report();

        assertEquals(0.5, report.values().get("accuracy"), EXACT);
        assertEquals(0.5, report.values().get("f1Micro"), EXACT);
        assertEquals(1 / 3.0, report.values().get("f1Macro"), EXACT);
        assertEquals(List.of(List.of(1L, 0L, 0L), List.of(0L, 0L, 1L), List.of(0L, 0L, 0L)), report.confusion());
        assertEquals(List.of("oak", "pine", "fir"), report.classes());
    }

    @Test
    void sharesFollowFromAMapOfClasses() {
        ClassificationMetrics metrics = new ClassificationMetrics(CLASSES, ONE);
        LabelMap map = new LabelMap(1, 4, new byte[] {2, 2, 0, (byte) ClassTable.IGNORE});

        metrics.update(said(0.1f, 0.2f, 0.7f), List.of(Labels.of(Optional.of(map))));

        assertEquals(1, metrics.report().values().get("accuracy"), EXACT);
    }

    @Test
    void equalScoresAreNoOrder() {
        ClassificationMetrics metrics = new ClassificationMetrics(CLASSES, SEVERAL);
        for (int i = 0; i < 4; i++) {
            metrics.update(said(0.5f, 0.5f, 0.5f), List.of(shares(i == 3 ? 1f : 0f, 0f, 0f)));
        }

        assertEquals(0.25, metrics.report().perClass().get("oak").get("averagePrecision"), EXACT);
        assertFalse(metrics.report().perClass().get("pine").containsKey("averagePrecision"));
    }

    @Test
    void imagesOfWhichNothingIsKnownDoNotCount() {
        ClassificationMetrics metrics = new ClassificationMetrics(CLASSES, ONE);

        metrics.update(said(0.1f, 0.2f, 0.7f), List.of(Labels.NONE));

        assertTrue(metrics.report().values().isEmpty());
    }
}
