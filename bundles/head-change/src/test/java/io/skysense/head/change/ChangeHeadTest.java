// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.head.change;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.skysense.api.config.Settings;
import io.skysense.api.config.SettingsException;
import io.skysense.api.data.ClassTable;
import io.skysense.api.data.ClassTable.LabelClass;
import io.skysense.api.data.LabelKind;
import io.skysense.api.data.LabelMap;
import io.skysense.api.data.Labels;
import io.skysense.api.model.BuildContext;
import io.skysense.api.model.FeatureLevel;
import io.skysense.api.model.FeaturePyramid;
import io.skysense.api.task.HeadInputs;
import io.skysense.api.task.HeadNetwork;
import io.skysense.api.task.MetricReport;
import io.skysense.api.task.Prediction;
import io.skysense.engine.GradMode;
import io.skysense.engine.Torch;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChangeHeadTest {

    private static final String SMALL = "\"channels\": 8, \"pool_scales\": [1, 2], \"dropout_ratio\": 0.0";
    private static final List<FeatureLevel> LEVELS = List.of(new FeatureLevel(4, 4), new FeatureLevel(8, 8));

    private NDManager manager;

    @BeforeEach
    void open() {
        manager = Torch.newManager(Device.cpu());
        Torch.seed(5);
    }

    @AfterEach
    void close() {
        manager.close();
    }

    private static HeadInputs inputs(int classes) {
        List<LabelClass> names = IntStream.range(0, classes)
                .mapToObj(k -> new LabelClass(k, "c" + k, "#00000" + k))
                .toList();
        return new HeadInputs(LEVELS, new ClassTable(names, List.of()));
    }

    private HeadNetwork build(String json, int classes) {
        HeadNetwork head = new ChangeHead().build(Settings.parse(json, "preset"), inputs(classes), BuildContext.fp32());
        head.block().initialize(manager, DataType.FLOAT32, new Shape(1));
        return head;
    }

    private FeaturePyramid swapped(FeaturePyramid features) {
        List<NDArray> levels = features.levels().stream()
                .map(level -> NDArrays.concat(new NDList(level.get("1:2"), level.get("0:1")), 0))
                .toList();
        return new FeaturePyramid(levels, features.height(), features.width());
    }

    private FeaturePyramid pair() {
        return new FeaturePyramid(
                List.of(manager.randomNormal(new Shape(2, 4, 8, 8)), manager.randomNormal(new Shape(2, 8, 4, 4))),
                32,
                32);
    }

    @Test
    void aDifferenceDoesNotTellWhichDateCameFirstAndJoinedDatesDo() {
        FeaturePyramid pair = pair();
        try (GradMode off = GradMode.off()) {
            HeadNetwork difference = build("{\"join\": \"difference\", " + SMALL + "}", 2);
            NDArray there = difference.forward(pair, false).head();
            NDArray back = difference.forward(swapped(pair), false).head();
            assertEquals(new Shape(1, 2, 8, 8), there.getShape());
            assertEquals(there, back);

            HeadNetwork joined = build("{" + SMALL + "}", 2);
            assertFalse(joined.forward(pair, false)
                    .head()
                    .equals(joined.forward(swapped(pair), false).head()));
        }
    }

    @Test
    void buildingsAreFoundOnTheFirstDateAlone() {
        HeadNetwork head = build("{\"task\": \"damage\", " + SMALL + "}", 4);
        FeaturePyramid pair = pair();
        FeaturePyramid other = new FeaturePyramid(
                pair.levels().stream()
                        .map(level -> NDArrays.concat(
                                new NDList(level.get("0:1"), level.get("1:2").mul(-2)), 0))
                        .toList(),
                32,
                32);
        try (GradMode off = GradMode.off()) {
            NDList first = head.forward(pair, false);
            NDList second = head.forward(other, false);
            assertEquals(new Shape(1, 3, 8, 8), first.head().getShape(), "grades");
            assertEquals(first.get(1), second.get(1), "buildings");
            assertFalse(first.head().equals(second.head()));
        }
    }

    @Test
    void probabilitiesOfDamageMultiplyOverBothStages() {
        HeadNetwork head = build("{\"task\": \"damage\", " + SMALL + "}", 3);
        float log3 = (float) Math.log(3);
        NDList scores = new NDList(
                manager.create(new float[] {0, log3}, new Shape(1, 2, 1, 1)),
                manager.create(new float[] {log3, 0}, new Shape(1, 2, 1, 1)));

        float[] said = head.predict(scores, 1, 1).values().toFloatArray();

        assertEquals(0.75, said[0], 1e-6);
        assertEquals(0.25 * 0.25, said[1], 1e-6);
        assertEquals(0.25 * 0.75, said[2], 1e-6);
    }

    @Test
    void changeIsEverythingButTheFirstClass() {
        HeadNetwork head = build("{" + SMALL + "}", 3);
        assertEquals("changeIoU", head.monitor());
        var metrics = head.metrics();
        byte[] truth = {0, 0, 1, 2, 2, (byte) ClassTable.IGNORE};
        int[] said = {0, 1, 1, 1, 0, 1};
        float[] scores = new float[18];
        for (int p = 0; p < said.length; p++) {
            scores[said[p] * 6 + p] = 1;
        }

        metrics.update(
                new Prediction(LabelKind.PIXEL_CLASSES, manager.create(scores, new Shape(1, 3, 1, 6))),
                List.of(Labels.of(Optional.of(new LabelMap(1, 6, truth)))));
        MetricReport report = metrics.report();

        assertEquals(2 / 4.0, report.values().get("changeIoU"), 1e-12);
        assertEquals(4 / 6.0, report.values().get("changeF1"), 1e-12);
        assertTrue(report.values().containsKey("meanIoU"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"task\": \"repair\"}",
                "{\"join\": \"sum\"}",
                "{\"localisation_weight\": 0}",
                "{\"channels\": 0}",
                "{\"task\": \"damage\"}",
                "{\"loss\": {\"class_weight\": [1]}}"
            })
    void settingsThatCannotBeAreRefusedInOneLine(String json) {
        SettingsException refused = assertThrows(
                SettingsException.class,
                () -> new ChangeHead().build(Settings.parse(json, "preset"), inputs(2), BuildContext.fp32()));
        assertEquals(1, refused.getMessage().lines().count(), refused.getMessage());
    }
}
