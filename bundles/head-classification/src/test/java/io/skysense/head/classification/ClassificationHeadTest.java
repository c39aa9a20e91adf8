// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.head.classification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.Device;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.skysense.api.config.Settings;
import io.skysense.api.config.SettingsException;
import io.skysense.api.data.ClassTable;
import io.skysense.api.data.ClassTable.LabelClass;
import io.skysense.api.model.BuildContext;
import io.skysense.api.model.FeatureLevel;
import io.skysense.api.task.HeadInputs;
import io.skysense.api.task.HeadNetwork;
import io.skysense.engine.Torch;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClassificationHeadTest {

    private static final HeadInputs INPUTS = new HeadInputs(
            List.of(new FeatureLevel(4, 4), new FeatureLevel(8, 8)),
            new ClassTable(List.of(new LabelClass(0, "a", "#000000"), new LabelClass(1, "b", "#ffffff")), List.of()));

    private static HeadNetwork build(String json) {
        return new ClassificationHead().build(Settings.parse(json, "preset"), INPUTS, BuildContext.fp32());
    }

    @Test
    void classesThatExcludeEachOtherSumToOneAndOthersDoNot() {
        try (NDManager manager = Torch.newManager(Device.cpu())) {
            NDList logits = new NDList(manager.create(new float[] {0, (float) Math.log(3)}, new Shape(1, 2)));

            assertEquals(0.75, build("{}").predict(logits, 8, 8).values().toFloatArray()[1], 1e-6);
            assertEquals(
                    0.5,
                    build("{\"multi_label\": true}")
                            .predict(logits, 8, 8)
                            .values()
                            .toFloatArray()[0],
                    1e-6);
        }
        assertEquals("accuracy", build("{}").monitor());
        assertEquals("meanAveragePrecision", build("{\"multi_label\": true}").monitor());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"least_share\": 1}",
                "{\"label_smoothing\": -0.1}",
                "{\"dropout_ratio\": 1}",
                "{\"class_weight\": [1, 2, 3]}",
                "{\"class_weight\": [1, -2]}",
                "{\"in_index\": [2]}"
            })
    void settingsThatCannotBeAreRefusedInOneLine(String json) {
        SettingsException refused = assertThrows(SettingsException.class, () -> build(json));
        assertEquals(1, refused.getMessage().lines().count(), refused.getMessage());
    }

    @Test
    void dataWithoutClassesIsRefused() {
        HeadInputs none = new HeadInputs(INPUTS.levels(), ClassTable.NONE);

        assertThrows(
                SettingsException.class,
                () -> new ClassificationHead().build(Settings.empty(), none, BuildContext.fp32()));
    }
}
