// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.head.detection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.skysense.api.config.Settings;
import io.skysense.api.config.SettingsException;
import io.skysense.api.data.ClassTable;
import io.skysense.api.data.ClassTable.LabelClass;
import io.skysense.api.data.ObjectBox;
import io.skysense.api.model.BuildContext;
import io.skysense.api.model.FeatureLevel;
import io.skysense.api.task.HeadInputs;
import io.skysense.api.task.HeadNetwork;
import io.skysense.engine.Torch;
import io.skysense.nn.detection.BoxArrays;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DetectionHeadTest {

    private static final HeadInputs INPUTS = new HeadInputs(
            List.of(new FeatureLevel(4, 4), new FeatureLevel(8, 8)),
            new ClassTable(List.of(new LabelClass(0, "a", "#000000"), new LabelClass(1, "b", "#ffffff")), List.of()));

    private static HeadNetwork build(String json) {
        return new DetectionHead().build(Settings.parse(json, "preset"), INPUTS, BuildContext.fp32());
    }

    /** Two points of one level, of stride 4. */
    private static List<ObjectBox> decoded(NDManager manager, String json, float[] scores, float... vectors) {
        HeadNetwork head = build("{\"in_index\": [0], " + json + "}");
        NDList outputs = new NDList(
                manager.create(new float[] {1, 2}),
                manager.create(scores, new Shape(1, 2, 2)),
                manager.create(new float[] {2, 4, 1, 3, 1, 1, 1, 1}, new Shape(1, 2, 4)),
                manager.create(new float[] {90, 90}, new Shape(1, 2, 1)));
        if (vectors.length > 0) {
            outputs.add(manager.create(vectors, new Shape(1, 2, 2)));
        }
        return BoxArrays.read(head.predict(outputs, 4, 8).values()).get(0).orElseThrow();
    }

    @Test
    void distancesFromAPointMakeABox() {
        try (NDManager manager = Torch.newManager(Device.cpu())) {
            List<ObjectBox> boxes = decoded(manager, "\"score_thr\": 0.4", new float[] {-9, 2, 0, -9});

            assertEquals(2, boxes.size());
            ObjectBox surest = boxes.get(0);
            assertEquals(
                    List.of(1, 3.0, 3.0, 6.0, 4.0, 0.0),
                    List.of(
                            surest.classIndex(),
                            surest.x(),
                            surest.y(),
                            surest.width(),
                            surest.height(),
                            surest.angle()));
            assertEquals(Math.sqrt(1 / (1 + Math.exp(-2))), surest.score(), 1e-6);
            assertEquals(0, boxes.get(1).classIndex());
            assertEquals(6, boxes.get(1).x());
        }
    }

    @Test
    void aTurnedBoxIsTurnedAboutItsPoint() {
        try (NDManager manager = Torch.newManager(Device.cpu())) {
            ObjectBox box = decoded(manager, "\"rotated\": true", new float[] {-9, 2, -99, -99}, 0, 2, 1, 0)
                    .get(0);

            assertEquals(Math.PI / 4, box.angle(), 1e-6);
            // Its centre is (1, 1) from the point (2, 2), along and across.
            assertEquals(2, box.x(), 1e-6);
            assertEquals(2 + Math.sqrt(2), box.y(), 1e-6);
        }
    }

    @Test
    void nothingIsSaidBelowTheThresholdOrBeyondTheImage() {
        try (NDManager manager = Torch.newManager(Device.cpu())) {
            assertTrue(decoded(manager, "\"score_thr\": 0.99", new float[] {0, 0, 0, 0})
                    .isEmpty());
            assertEquals(
                    1,
                    decoded(manager, "\"max_per_img\": 1", new float[] {2, 2, 2, 2})
                            .size());
        }
    }

    @Test
    void atTheStartHardlyAnythingIsAnObject() {
        HeadNetwork head = build("{\"feat_channels\": 16, \"stacked_convs\": 1}");
        try (NDManager manager = Torch.newManager(Device.cpu())) {
            head.block().initialize(manager, DataType.FLOAT32, new Shape(1));
            float[] bias =
                    head.block().getParameters().get("conv_cls.bias").getArray().toFloatArray();
            float[] expected = new float[2];
            Arrays.fill(expected, (float) -Math.log(99));
            assertEquals(Arrays.toString(expected), Arrays.toString(bias));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"feat_channels\": 24}",
                "{\"stacked_convs\": -1}",
                "{\"in_index\": [2]}",
                "{\"in_index\": [1, 0]}",
                "{\"regress_range\": 0}",
                "{\"center_sampling_radius\": 0}",
                "{\"focal_alpha\": 1}",
                "{\"score_thr\": 1}",
                "{\"nms_iou\": 0}",
                "{\"max_per_img\": 0}"
            })
    void settingsThatCannotBeAreRefusedInOneLine(String json) {
        SettingsException refused = assertThrows(SettingsException.class, () -> build(json));
        assertEquals(1, refused.getMessage().lines().count(), refused.getMessage());
    }
}
