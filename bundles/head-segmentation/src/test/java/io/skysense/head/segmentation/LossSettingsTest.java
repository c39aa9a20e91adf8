// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.head.segmentation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.skysense.api.config.Settings;
import io.skysense.api.config.SettingsException;
import io.skysense.api.data.ClassTable;
import io.skysense.engine.Torch;
import io.skysense.engine.ops.Loss;
import io.skysense.nn.segmentation.LossSettings;
import io.skysense.nn.segmentation.SegmentationLoss;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LossSettingsTest {

    private static final String EVERYTHING = """
            {"loss": {
              "cross_entropy": 0.5, "class_weight": [1, 2], "dice": 2,
              "focal": {"weight": 3, "gamma": 1.5, "alpha": [0.25, 0.75]},
              "lovasz": {"weight": 4, "per_image": true},
              "tversky": {"weight": 5, "alpha": 0.4, "beta": 0.6, "exponent": 0.75},
              "ohem": {"weight": 6, "threshold": 0.6, "min_kept": 3},
              "binary_cross_entropy": 7
            }}""";

    @Test
    void onlyTheCrossEntropyCountsUnlessMoreIsSaid() {
        assertEquals(LossSettings.DEFAULTS, read("{}"));
        assertEquals(List.of("crossEntropy"), names("{}"));
        assertEquals(List.of("lovasz"), names("{\"loss\": {\"cross_entropy\": 0, \"lovasz\": {\"weight\": 1}}}"));
    }

    @Test
    void everyPartIsTheLossItIsNamedAfterTimesItsWeight() {
        try (NDManager manager = Torch.newManager(Device.cpu())) {
            Torch.seed(3);
            NDArray x = manager.randomNormal(new Shape(2, 2, 4, 4));
            NDArray y = x.get(":,0").gt(0).toType(DataType.INT64, false);
            int ignore = ClassTable.IGNORE;
            y.set(new NDIndex("0,1"), ignore);
            NDArray weight = manager.create(new float[] {1, 2});
            NDArray alpha = manager.create(new float[] {0.25f, 0.75f});
            Map<String, NDArray> expected = Map.of(
                    "crossEntropy", Loss.segmentation(x, y, weight, ignore).mul(0.5f),
                    "dice", Loss.dice(x, y, ignore).mul(2),
                    "focal", Loss.focal(x, y, alpha, 1.5, ignore).mul(3),
                    "lovasz", Loss.lovasz(x, y, true, ignore).mul(4),
                    "tversky", Loss.tversky(x, y, 0.4, 0.6, 0.75, ignore).mul(5),
                    "ohem", Loss.hard(x, y, weight, 0.6, 3, ignore).mul(6),
                    "binaryCrossEntropy", Loss.eachClass(x, y, ignore).mul(7));

            Map<String, NDArray> parts = new SegmentationLoss(read(EVERYTHING)).parts(x, y);

            assertEquals(expected.keySet(), parts.keySet());
            expected.forEach((name, value) ->
                    assertEquals(value.getFloat(), parts.get(name).getFloat(), 1e-6f, name));
        }
    }

    @Test
    void rareClassesOfTheBatchWeighMoreUpToAScale() {
        try (NDManager manager = Torch.newManager(Device.cpu())) {
            Torch.seed(3);
            NDArray x = manager.randomNormal(new Shape(1, 2, 4, 8));
            NDArray y = manager.zeros(new Shape(1, 4, 8), DataType.INT64);
            y.set(new NDIndex("0,0,:2"), 1);
            y.set(new NDIndex("0,3"), ClassTable.IGNORE);
            // 22 and 2 of 24 pixels that count: 24 / 44 and, cut off, 24 / 4.
            NDArray weight = manager.create(new float[] {24f / 44, 4});

            SegmentationLoss balanced = new SegmentationLoss(read("{\"loss\": {\"balance\": {\"max_scale\": 4}}}"));

            assertEquals(
                    Loss.segmentation(x, y, weight, ClassTable.IGNORE).getFloat(),
                    balanced.crossEntropy(x, y).getFloat(),
                    1e-6f);
        }
    }

    @Test
    void nothingButThePartsIsLeftBehind() {
        try (NDManager manager = Torch.newManager(Device.cpu())) {
            NDArray x = manager.zeros(new Shape(1, 2, 4, 4));
            NDArray y = manager.zeros(new Shape(1, 4, 4), DataType.INT64);
            int before = manager.getManagedArrays().size();

            int parts = new SegmentationLoss(read(EVERYTHING)).parts(x, y).size();

            assertEquals(before + parts, manager.getManagedArrays().size());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'cross_entropy': 0 | loss: every part has weight 0, which leaves no loss; parts: cross_entropy, dice,"
                        + " focal.weight, lovasz.weight, tversky.weight, ohem.weight, binary_cross_entropy",
                "'balance': {'max_scale': -1} | loss.balance: max_scale must be at least 0, not -1.0",
                "'balance': {'max_scale': 4}, 'class_weight': [1, 2] | loss: class_weight and balance.max_scale both weigh"
                        + " the classes; one of them is needed",
                "'cross_entropy': -1 | loss: cross_entropy must be at least 0, not -1.0",
                "'class_weight': [1, -2] | loss: class_weight must be at least 0, not -2.0",
                "'focal': {'gamma': -1} | loss.focal: gamma must be at least 0, not -1.0",
                "'focal': {'gama': 2} | loss.focal.gama: unknown key; allowed here: weight, gamma, alpha",
                "'focal': {'alpha': 0.25} | loss.focal.alpha: a list is expected, not 0.25",
                "'focal': 1 | loss.focal: an object is expected, not 1",
                "'lovasz': {'per_image': 1} | loss.lovasz.per_image: true or false is expected, not 1",
                "'tversky': {'alpha': 0, 'beta': 0} | loss.tversky: alpha and beta are both 0, which leaves no loss",
                "'tversky': {'exponent': 0} | loss.tversky: exponent must be above 0",
                "'ohem': {'threshold': 1.5} | loss.ohem: threshold must be from 0 to 1",
                "'ohem': {'min_kept': 0} | loss.ohem: min_kept must be at least 1",
            })
    void whatCannotBeIsRefusedWithItsPath(String json, String message) {
        String loss = "{\"loss\": {" + json.replace('\'', '"') + "}}";

        SettingsException refused = assertThrows(SettingsException.class, () -> read(loss));

        assertEquals("preset: " + message, refused.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"class_weight", "focal.alpha"})
    void aWeightForEachClassIsNeeded(String key) {
        LossSettings three = Settings.parse("{}", "preset")
                .with("loss." + key, "[1, 2, 3]")
                .over(SegmentationSettings.DEFAULTS)
                .loss();

        SettingsException refused = assertThrows(SettingsException.class, () -> three.check(2));

        assertEquals("head loss." + key + ": 3 weights for 2 classes", refused.getMessage());
    }

    private static List<String> names(String json) {
        try (NDManager manager = Torch.newManager(Device.cpu())) {
            NDArray x = manager.zeros(new Shape(1, 2, 2, 2));
            NDArray y = manager.zeros(new Shape(1, 2, 2), DataType.INT64);
            return List.copyOf(new SegmentationLoss(read(json)).parts(x, y).keySet());
        }
    }

    private static LossSettings read(String json) {
        return Settings.parse(json, "preset")
                .over(SegmentationSettings.DEFAULTS)
                .loss();
    }
}
