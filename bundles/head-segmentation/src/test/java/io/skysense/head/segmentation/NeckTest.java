// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.head.segmentation;

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
import io.skysense.api.model.BuildContext;
import io.skysense.api.model.FeatureLevel;
import io.skysense.api.model.FeaturePyramid;
import io.skysense.api.task.HeadInputs;
import io.skysense.api.task.HeadNetwork;
import io.skysense.engine.GradMode;
import io.skysense.engine.Torch;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stands before the heads. */
class NeckTest {

    private static final String SERIES = """
            {"channels": 8, "pool_scales": [1, 2], "neck": {"out_channels": 8},
             "series": {"dates": 3, "fusion": {"embed_dims": 12, "num_layers": 2, "num_heads": 2}}}""";

    private NDManager manager;
    private GradMode off;

    @BeforeEach
    void open() {
        manager = Torch.newManager(Device.cpu());
        off = GradMode.off();
        Torch.seed(5);
    }

    @AfterEach
    void close() {
        off.close();
        manager.close();
    }

    private HeadNetwork build(String settings, int... channels) {
        List<FeatureLevel> levels =
                Arrays.stream(channels).mapToObj(c -> new FeatureLevel(c, 4)).toList();
        ClassTable classes = new ClassTable(
                List.of(new LabelClass(0, "a", "#000000"), new LabelClass(1, "b", "#ffffff")), List.of());
        HeadNetwork head = new SegmentationHead()
                .build(Settings.parse(settings, "preset"), new HeadInputs(levels, classes), BuildContext.fp32());
        head.block().initialize(manager, DataType.FLOAT32, new Shape(1));
        return head;
    }

    private NDArray scores(HeadNetwork head, NDArray... levels) {
        return head.forward(new FeaturePyramid(List.of(levels), 16, 16), false).singletonOrThrow();
    }

    @Test
    void levelsOfOneSizeBecomeAPyramid() {
        HeadNetwork head = build(
                "{\"channels\": 8, \"pool_scales\": [1], \"neck\": {\"out_channels\": 6, \"scales\": [4, 1, 0.5]}}",
                4,
                4,
                4);
        NDArray level = manager.randomNormal(new Shape(2, 4, 4, 4));

        assertEquals(new Shape(2, 2, 16, 16), scores(head, level, level, level).getShape());
        assertEquals(1, head.dates());
        assertTrue(head.block().getParameters().keys().contains("neck.lateral_convs.2.conv.weight"));
    }

    @Test
    void theDatesOfEachPlaceAreJoinedWhateverTheirOrder() {
        HeadNetwork head = build(SERIES, 4, 4);
        NDArray one = manager.randomNormal(new Shape(3, 4, 4, 4));
        NDArray other = manager.randomNormal(new Shape(3, 4, 4, 4));
        NDArray both = NDArrays.concat(new NDList(one, other));
        NDArray turned = NDArrays.concat(new NDList(one.flip(0), other));

        NDArray scores = scores(head, both, both);

        assertEquals(3, head.dates());
        assertTrue(head.repeatsDates());
        assertEquals(new Shape(2, 2, 4, 4), scores.getShape());
        assertTrue(scores.allClose(scores(head, turned, turned), 1e-4, 1e-5, false));
        assertTrue(scores.get("0:1").allClose(scores(head, one, one), 1e-4, 1e-5, false), "places by themselves");
        NDArray zeros = one.zerosLike();
        assertFalse(scores(head, one, one).allClose(scores(head, one.mul(zeros), zeros)), "and they are looked at");
    }

    @Test
    void nothingIsLeftBehindButTheScores() {
        HeadNetwork head = build(SERIES, 4, 4);
        try (NDManager step = Torch.newManager(Device.cpu())) {
            NDArray level = step.randomNormal(new Shape(3, 4, 4, 4));
            int before = step.getManagedArrays().size();
            int owned = manager.getManagedArrays().size();

            scores(head, level, level);

            assertEquals(before + 1, step.getManagedArrays().size());
            assertEquals(owned, manager.getManagedArrays().size());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'neck': {'out_channels': 4, 'scales': [1]} | head neck.scales: 1 scales for the 2 levels of the pyramid",
                "'neck': {'out_channels': -1} | preset: neck: out_channels must be at least 0",
                "'neck': {'scales': [0]} | preset: neck: scales must be above 0",
                "'series': {'dates': 0} | preset: series: dates must be at least 1",
                "'series': {'dates': 2} | head series: the levels have [4, 8] channels; neck.out_channels brings them to one"
                        + " number, which joining their dates needs",
            })
    void whatCannotBeIsRefused(String settings, String message) {
        String json = "{" + settings.replace('\'', '"') + "}";

        SettingsException refused = assertThrows(SettingsException.class, () -> build(json, 4, 8));

        assertEquals(message, refused.getMessage());
    }
}
