// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.head.regression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.skysense.api.config.Settings;
import io.skysense.api.config.SettingsException;
import io.skysense.api.data.ClassTable;
import io.skysense.api.data.LabelKind;
import io.skysense.api.data.Quantity;
import io.skysense.api.model.BuildContext;
import io.skysense.api.model.FeatureLevel;
import io.skysense.api.task.HeadInputs;
import io.skysense.api.task.HeadNetwork;
import io.skysense.engine.Torch;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegressionHeadTest {

    private static final List<FeatureLevel> LEVELS = List.of(new FeatureLevel(4, 4), new FeatureLevel(8, 8));
    private static final HeadInputs INPUTS =
            new HeadInputs(LEVELS, ClassTable.NONE, List.of(new Quantity("height", "m", 10, 5)));

    private static HeadNetwork build(String json) {
        return new RegressionHead().build(Settings.parse(json, "preset"), INPUTS, BuildContext.fp32());
    }

    @Test
    void whatTheNetworkSaysIsInDeviationsFromTheMean() {
        HeadNetwork head = build("{\"per\": \"image\", \"loss\": {\"l2\": 2, \"l1\": 0.5}}");
        assertEquals(LabelKind.IMAGE_VALUES, head.kind());
        try (NDManager manager = Torch.newManager(Device.cpu())) {
            NDList outputs = new NDList(manager.create(new float[] {0, 1.5f}, new Shape(2, 1)));
            NDArray labels = manager.create(new float[] {15, 17.5f}, new Shape(2, 1));

            assertEquals(
                    manager.create(new float[] {10, 17.5f}, new Shape(2, 1)),
                    head.predict(outputs, 1, 1).values());
            Map<String, NDArray> loss = head.loss(outputs, labels);
            assertEquals(List.of("l1", "l2"), List.copyOf(loss.keySet()));
            assertEquals(0.5 * 0.5, loss.get("l1").getFloat(), 1e-6);
            assertEquals(2 * 0.5, loss.get("l2").getFloat(), 1e-6);
        }
    }

    @Test
    void dataWithoutQuantitiesIsRefused() {
        HeadInputs none = new HeadInputs(LEVELS, INPUTS.classes());
        SettingsException refused = assertThrows(
                SettingsException.class, () -> new RegressionHead().build(Settings.empty(), none, BuildContext.fp32()));

        assertEquals("head regression: the data has no quantities", refused.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"per\": \"scene\"}",
                "{\"channels\": 0}",
                "{\"in_index\": [2]}",
                "{\"in_index\": [1, 0]}",
                "{\"loss\": {\"l2\": 0}}",
                "{\"loss\": {\"l1\": -1}}",
                "{\"loss\": {\"huber\": {\"weight\": 1, \"delta\": 0}}}"
            })
    void settingsThatCannotBeAreRefusedInOneLine(String json) {
        SettingsException refused = assertThrows(SettingsException.class, () -> build(json));
        assertEquals(1, refused.getMessage().lines().count(), refused.getMessage());
    }
}
