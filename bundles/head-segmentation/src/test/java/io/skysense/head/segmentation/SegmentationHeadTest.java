// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.head.segmentation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.skysense.api.config.Settings;
import io.skysense.api.config.SettingsException;
import io.skysense.api.data.ClassTable;
import io.skysense.api.data.ClassTable.LabelClass;
import io.skysense.api.model.BuildContext;
import io.skysense.api.model.FeatureLevel;
import io.skysense.api.model.FeaturePyramid;
import io.skysense.api.model.Precision;
import io.skysense.api.model.Recompute;
import io.skysense.api.task.HeadInputs;
import io.skysense.api.task.HeadNetwork;
import io.skysense.engine.GradMode;
import io.skysense.engine.Torch;
import io.skysense.engine.ops.Autograd;
import io.skysense.engine.ops.Foreach;
import io.skysense.nn.golden.Golden;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The head as the platform uses it. */
class SegmentationHeadTest {

    private static final HeadInputs INPUTS = new HeadInputs(
            List.of(new FeatureLevel(4, 4), new FeatureLevel(8, 8), new FeatureLevel(16, 16)),
            new ClassTable(List.of(new LabelClass(0, "a", "#000000"), new LabelClass(1, "b", "#ffffff")), List.of()));
    private static final String SMALL = "{\"channels\": 8, \"pool_scales\": [1, 2], \"dropout_ratio\": 0.0}";

    private NDManager weights;
    private NDManager step;

    @BeforeEach
    void open() {
        weights = Torch.newManager(Device.cpu());
        step = Torch.newManager(Device.cpu());
        Torch.setThreads(1);
        Torch.seed(13);
    }

    @AfterEach
    void close() {
        step.close();
        weights.close();
    }

    @Test
    void probabilitiesAreOfTheInputsSizeAndSumToOne() {
        HeadNetwork head = build(SMALL, Precision.FP32);
        try (GradMode off = GradMode.off()) {
            NDList outputs = head.forward(pyramid(2), false);
            assertEquals(new Shape(2, 2, 16, 12), outputs.singletonOrThrow().getShape());
            NDArray p = head.predict(outputs, 63, 47).values();
            assertEquals(new Shape(2, 2, 63, 47), p.getShape());
            assertTrue(p.sum(new int[] {1}).sub(1).abs().max().getFloat() < 1e-5);
        }
    }

    @Test
    void nothingIsLeftBehind() {
        HeadNetwork head = build(SMALL, Precision.FP32);
        FeaturePyramid pyramid = pyramid(1);
        int before = step.getManagedArrays().size();
        int owned = weights.getManagedArrays().size();
        try (GradMode off = GradMode.off()) {
            head.predict(head.forward(pyramid, false), 64, 48);
        }
        assertEquals(before + 2, step.getManagedArrays().size(), "scores and probabilities");
        assertEquals(owned, weights.getManagedArrays().size());
    }

    @Test
    void theAuxiliaryHeadHelpsTrainingOnly() {
        HeadNetwork head = build(
                "{\"channels\": 8, \"auxiliary\": {\"enabled\": true, \"in_index\": 1, \"channels\": 6, \"num_convs\": 2}}",
                Precision.FP32);
        NDArray labels = step.zeros(new Shape(2, 64, 48), DataType.INT64);
        NDList outputs = head.forward(pyramid(2), true);
        assertEquals(new Shape(2, 2, 8, 6), outputs.get(1).getShape());
        Map<String, NDArray> loss = head.loss(outputs, labels);
        assertEquals(List.of("crossEntropy", "auxiliary"), List.copyOf(loss.keySet()));
        NDArray alone = head.loss(new NDList(outputs.get(1)), labels).get("crossEntropy");
        assertEquals(0.4f * alone.getFloat(), loss.get("auxiliary").getFloat(), 1e-6);
        assertEquals(1, head.forward(pyramid(2), false).size());
        assertTrue(
                head.block().getParameters().stream().anyMatch(p -> p.getKey().equals("auxiliary.convs.1.bn.weight")));
    }

    @Test
    void lossesAreWeighedAndLeaveIgnoredPixelsOut() {
        NDArray labels = step.full(new Shape(1, 64, 48), 255, DataType.INT64);
        HeadNetwork head = build(
                "{\"channels\": 8, \"loss\": {\"cross_entropy\": 0.5, \"class_weight\": [1, 2], \"dice\": 2}}",
                Precision.FP32);
        NDList outputs = head.forward(pyramid(1), false);
        head.loss(outputs, labels).values().forEach(part -> assertEquals(0, part.getFloat()));
        labels.set(new NDIndex("0,:32"), 1);
        Map<String, NDArray> loss = head.loss(outputs, labels);
        assertEquals(List.of("crossEntropy", "dice"), List.copyOf(loss.keySet()));
        NDArray p = head.predict(outputs, 64, 48).values().get("0,1,:32");
        assertEquals(-0.5f * p.log().mean().getFloat(), loss.get("crossEntropy").getFloat(), 1e-5);
    }

    @Test
    void trainingOvercomesTheLoss() {
        HeadNetwork head = build(SMALL, Precision.FP32);
        FeaturePyramid pyramid = pyramid(2);
        NDArray labels = pyramid.levels().get(0).get(":,0").gt(0).toType(DataType.INT64, false);
        NDList parameters = trained(head);
        float first = descend(head, pyramid, labels, parameters, "crossEntropy");
        float last = first;
        for (int i = 0; i < 30; i++) {
            last = descend(head, pyramid, labels, parameters, "crossEntropy");
        }
        assertTrue(last < 0.7 * first, first + " to " + last);
    }

    @ParameterizedTest
    @ValueSource(strings = {"focal", "lovasz", "tversky", "ohem"})
    void trainingOvercomesEveryLossBesideTheCrossEntropy(String part) {
        HeadNetwork head = build(
                "{\"channels\": 8, \"pool_scales\": [1, 2], \"dropout_ratio\": 0.0, \"loss\": {\"" + part
                        + "\": {\"weight\": 1}}}",
                Precision.FP32);
        FeaturePyramid pyramid = pyramid(2);
        NDArray labels = pyramid.levels().get(0).get(":,0").gt(0).toType(DataType.INT64, false);
        NDList parameters = trained(head);
        float first = descend(head, pyramid, labels, parameters, part);
        float last = first;
        for (int i = 0; i < 30; i++) {
            last = descend(head, pyramid, labels, parameters, part);
        }
        assertTrue(last < 0.8 * first, first + " to " + last);
    }

    @Test
    void bfloat16ComesCloseToFloat32() {
        HeadNetwork fine = build(SMALL, Precision.FP32);
        HeadNetwork coarse = build(SMALL, Precision.BF16);
        FeaturePyramid pyramid = pyramid(2);
        try (GradMode off = GradMode.off()) {
            NDArray expected = fine.forward(pyramid, false).head();
            NDArray actual = coarse.forward(pyramid, false).head();
            Golden.assertClose(expected, actual, 5e-2, "scores");
            assertTrue(expected.sub(actual).abs().max().getFloat() > 0, "bfloat16 changed nothing");
        }
    }

    @Test
    void buffersAreKeptAndNotTrained() {
        HeadNetwork head = build(SMALL, Precision.FP32);
        head.block().getParameters().forEach(p -> {
            boolean buffer = p.getKey().contains("running_");
            assertEquals(!buffer, p.getValue().requiresGradient(), p.getKey());
            boolean decayed = !p.getKey().contains(".bn.") && !p.getKey().endsWith("bias");
            assertEquals(decayed, head.rules().decays().test(p.getKey()), p.getKey());
        });
        assertEquals("meanIoU", head.monitor());
        assertTrue(head.metrics().report().values().isEmpty());
        assertEquals("segmentation", new SegmentationHead().name());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"channel\": 8}",
                "{\"channels\": 0}",
                "{\"pool_scales\": [0]}",
                "{\"dropout_ratio\": 1.0}",
                "{\"in_index\": [0, 3]}",
                "{\"in_index\": [1, 0]}",
                "{\"loss\": {\"class_weight\": [1]}}",
                "{\"loss\": {\"cross_entropy\": 0}}",
                "{\"auxiliary\": {\"enabled\": true, \"in_index\": 3}}"
            })
    void settingsThatCannotBeAreRefusedInOneLine(String json) {
        SettingsException refused = assertThrows(SettingsException.class, () -> plugin(json, Precision.FP32));
        assertEquals(1, refused.getMessage().lines().count(), refused.getMessage());
    }

    @Test
    void levelsCanBeChosen() {
        HeadNetwork head = build("{\"channels\": 8, \"in_index\": [1, 2]}", Precision.FP32);
        assertFalse(
                head.block().getParameters().stream().anyMatch(p -> p.getKey().startsWith("lateral_convs.1.")));
        assertEquals(
                new Shape(1, 2, 8, 6), head.forward(pyramid(1), false).head().getShape());
    }

    private static NDList trained(HeadNetwork head) {
        NDList parameters = new NDList();
        head.block().getParameters().stream()
                .filter(p -> p.getValue().requiresGradient())
                .forEach(p -> parameters.add(p.getValue().getArray()));
        return parameters;
    }

    private float descend(HeadNetwork head, FeaturePyramid pyramid, NDArray labels, NDList parameters, String watched) {
        try (NDManager scratch = step.newSubManager();
                GradMode on = GradMode.on()) {
            Map<String, NDArray> parts = head.loss(head.forward(pyramid, true), labels);
            NDArray loss = parts.values().stream().reduce(NDArray::add).orElseThrow();
            NDList gradients = Autograd.gradients(scratch, loss, parameters);
            try (GradMode off = GradMode.off()) {
                NDArray rate = scratch.create(-0.3f);
                Foreach.scale(gradients, rate);
                Foreach.add(parameters, gradients);
            }
            return parts.get(watched).getFloat();
        }
    }

    private FeaturePyramid pyramid(int batch) {
        List<NDArray> levels = List.of(
                step.randomNormal(new Shape(batch, 4, 16, 12)),
                step.randomNormal(new Shape(batch, 8, 8, 6)),
                step.randomNormal(new Shape(batch, 16, 4, 3)));
        return new FeaturePyramid(levels, 64, 48);
    }

    private HeadNetwork build(String json, Precision precision) {
        Torch.seed(17);
        HeadNetwork head = plugin(json, precision);
        head.block().initialize(weights, DataType.FLOAT32);
        return head;
    }

    private static HeadNetwork plugin(String json, Precision precision) {
        return new SegmentationHead()
                .build(Settings.parse(json, "preset"), INPUTS, new BuildContext(precision, Recompute.NONE));
    }
}
