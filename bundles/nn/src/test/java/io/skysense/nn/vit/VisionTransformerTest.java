// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.nn.vit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.skysense.api.config.Settings;
import io.skysense.api.config.SettingsException;
import io.skysense.api.model.AnnotatedEncoder;
import io.skysense.api.model.Annotation;
import io.skysense.api.model.BuildContext;
import io.skysense.api.model.Encoder;
import io.skysense.api.model.FeatureLevel;
import io.skysense.api.model.Precision;
import io.skysense.api.model.Recompute;
import io.skysense.engine.GradMode;
import io.skysense.engine.Torch;
import io.skysense.engine.ops.Autograd;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for the network whatever its weights. */
class VisionTransformerTest {

    private static final String SETTINGS = """
            {"arch": "nano", "embed_dims": 12, "num_heads": 3, "img_size": 24, "patch_size": 8, "merge_stage": 2,
             "drop_path_rate": 0.6, "out_indices": [0, 3], "vocabulary_size": 5, "frozen_blocks": 1}
            """;

    private NDManager weights;
    private NDManager step;

    @BeforeEach
    void open() {
        weights = Torch.newManager(Device.cpu());
        step = Torch.newManager(Device.cpu());
        Torch.setThreads(1);
    }

    @AfterEach
    void close() {
        step.close();
        weights.close();
    }

    @Test
    void levelsHaveTheShapesThatWereForetold() {
        AnnotatedEncoder encoder = encoder(BuildContext.fp32());
        assertEquals(List.of(new FeatureLevel(24, 8), new FeatureLevel(12, 8)), encoder.annotatedLevels());
        assertEquals(List.of(new FeatureLevel(12, 8), new FeatureLevel(12, 8)), encoder.levels());
        NDArray image = image(40, 16);
        try (GradMode off = GradMode.off()) {
            List<NDArray> annotated = encoder.forward(image, annotation(40, 16), false);
            assertEquals(new Shape(3, 24, 5, 2), annotated.get(0).getShape());
            assertEquals(new Shape(3, 12, 5, 2), annotated.get(1).getShape());
            List<NDArray> alone = encoder.forward(image, false);
            Shape[] foretold = encoder.block().getOutputShapes(new Shape[] {image.getShape()});
            assertArrayEquals(foretold, alone.stream().map(NDArray::getShape).toArray());
        }
    }

    @Test
    void aSegmentIsALayerWithWhatLiesAroundIt() {
        List<NDList> inputs = new ArrayList<>();
        List<NDList> outputs = new ArrayList<>();
        Recompute watch = (segment, in) -> {
            inputs.add(in);
            outputs.add(segment.apply(in));
            return outputs.get(outputs.size() - 1);
        };
        AnnotatedEncoder encoder = encoder(new BuildContext(Precision.FP32, watch));
        encoder.forward(image(24, 24), annotation(24, 24), true);
        assertEquals(4, inputs.size());
        assertEquals(3, inputs.get(0).size(), "image, ids and what is hidden");
        for (int i = 1; i < 4; i++) {
            assertTrue(inputs.get(i).head() == outputs.get(i - 1).head());
            assertEquals(new Shape(3, 1, 1), inputs.get(i).get(1).getShape(), "one factor a sample");
        }
        assertEquals(new Shape(3, 18, 12), outputs.get(0).head().getShape());
        assertEquals(new Shape(3, 9, 12), outputs.get(1).head().getShape());
    }

    @Test
    void everyTrainedParameterGetsAGradientButTheClassToken() {
        Settings settings = Settings.parse(SETTINGS, "test").with("drop_path_rate", "0");
        AnnotatedEncoder encoder = encoder(settings, BuildContext.fp32());
        NDList parameters = new NDList();
        List<String> names = new ArrayList<>();
        encoder.block().getParameters().forEach(p -> {
            boolean frozen = p.getKey().startsWith("patch_embed.") || p.getKey().startsWith("layers.0.");
            assertEquals(!frozen, p.getValue().requiresGradient(), p.getKey());
            if (!frozen) {
                names.add(p.getKey());
                parameters.add(p.getValue().getArray());
            }
        });
        try (GradMode on = GradMode.on()) {
            NDArray loss = encoder.forward(image(40, 16), annotation(40, 16), true).stream()
                    .map(level -> level.square().mul(level).mean())
                    .reduce(NDArray::add)
                    .orElseThrow();
            NDList gradients = Autograd.gradients(step, loss, parameters);
            for (int i = 0; i < gradients.size(); i++) {
                float size = gradients.get(i).abs().sum().getFloat();
                assertEquals(!names.get(i).equals("cls_token"), size > 0, names.get(i));
            }
        }
    }

    @Test
    void trainingRepeatsForTheSameSeedAndDropsPathsForAnother() {
        AnnotatedEncoder encoder = encoder(BuildContext.fp32());
        float[] first = train(encoder, 1);
        assertArrayEquals(first, train(encoder, 1));
        assertFalse(Arrays.equals(first, train(encoder, 3)), "two seeds dropped the same paths");
    }

    @Test
    void dropoutActsInTrainingAlone() {
        Settings none = Settings.parse(SETTINGS, "test").with("drop_path_rate", "0");
        AnnotatedEncoder drops = encoder(none.with("drop_rate", "0.3"), BuildContext.fp32());
        try (GradMode off = GradMode.off()) {
            NDArray seen = drops.forward(image(24, 24), false).get(1);
            assertEquals(
                    encoder(none, BuildContext.fp32())
                            .forward(image(24, 24), false)
                            .get(1),
                    seen);
        }
        float[] first = train(drops, 1);
        assertArrayEquals(first, train(drops, 1));
        assertFalse(Arrays.equals(first, train(drops, 3)), "two seeds dropped the same elements");
    }

    @Test
    void bfloat16ComesCloseToFloat32() {
        AnnotatedEncoder fine = encoder(BuildContext.fp32());
        AnnotatedEncoder coarse = encoder(new BuildContext(Precision.BF16, Recompute.NONE));
        try (GradMode off = GradMode.off()) {
            NDArray expected =
                    fine.forward(image(40, 16), annotation(40, 16), false).get(1);
            NDArray actual =
                    coarse.forward(image(40, 16), annotation(40, 16), false).get(1);
            double error = expected.sub(actual).square().mean().getFloat()
                    / expected.square().mean().getFloat();
            assertTrue(error > 0 && Math.sqrt(error) < 4e-2, "error " + Math.sqrt(error));
        }
    }

    @Test
    void nothingIsLeftWithTheWeightsAndLittleWithTheActivations() {
        AnnotatedEncoder encoder = encoder(BuildContext.fp32());
        NDArray image = image(40, 16);
        Annotation annotation = annotation(40, 16);
        int before = weights.getManagedArrays().size();
        int others = step.getManagedArrays().size();
        try (GradMode off = GradMode.off()) {
            encoder.forward(image, annotation, false);
        }
        assertEquals(before, weights.getManagedArrays().size());
        assertEquals(others + 2, step.getManagedArrays().size());
    }

    @Test
    void whatDoesNotFitIsRefusedByName() {
        AnnotatedEncoder encoder = encoder(BuildContext.fp32());
        refuse(encoder, "s2 image: (3, 2, 40, 20)", image(40, 20), annotation(40, 16));
        refuse(encoder, "(B, 2, H, W)", step.zeros(new Shape(3, 10, 40, 16)), annotation(40, 16));
        refuse(encoder, "annotation.ids", image(40, 16), annotation(16, 40));
        assertThrows(
                IllegalArgumentException.class, () -> encoder.forward(step.zeros(new Shape(3, 2, 1, 40, 16)), false));
    }

    @ParameterizedTest
    @CsvSource({"nano, 64, 4", "tiny, 192, 12", "small, 384, 12", "base, 768, 12", "large, 1024, 24"})
    void eachSizeCanBeBuilt(String arch, int channels, int layers) {
        Settings settings = Settings.empty().with("arch", arch).with("vocabulary_size", "64");
        Encoder encoder = VisionTransformer.encoder(
                VisionTransformerSettings.bind(settings), "s2 image", 10, BuildContext.fp32());
        assertEquals(4, encoder.levels().size());
        assertEquals(channels, encoder.levels().get(3).channels());
        assertEquals(layers + 2, encoder.rules().layers());
        assertFalse(encoder.block().isInitialized());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"arch\": \"giant\"}",
                "{\"embed_dim\": 96}",
                "{\"num_heads\": 7}",
                "{\"img_size\": 18}",
                "{\"out_indices\": [24]}",
                "{\"out_indices\": []}",
                "{\"drop_path_rate\": 1}",
                "{\"vocabulary_size\": -1}",
                "{\"vocabulary_size\": 8, \"merge_stage\": 25}",
                "{\"frozen_blocks\": 25}"
            })
    void settingsThatCannotBeAreRefusedInOneLine(String json) {
        SettingsException refused = assertThrows(
                SettingsException.class, () -> VisionTransformerSettings.bind(Settings.parse(json, "preset")));
        assertEquals(1, refused.getMessage().lines().count(), refused.getMessage());
    }

    private void refuse(AnnotatedEncoder encoder, String says, NDArray image, Annotation annotation) {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> encoder.forward(image, annotation, false));
        assertTrue(refused.getMessage().contains(says), refused.getMessage());
    }

    private AnnotatedEncoder encoder(BuildContext context) {
        return encoder(Settings.parse(SETTINGS, "test"), context);
    }

    private AnnotatedEncoder encoder(Settings settings, BuildContext context) {
        VisionTransformerSettings bound = VisionTransformerSettings.bind(settings);
        AnnotatedEncoder encoder = (AnnotatedEncoder) VisionTransformer.encoder(bound, "s2 image", 2, context);
        Torch.seed(7);
        encoder.block().initialize(weights, DataType.FLOAT32);
        return encoder;
    }

    private NDArray image(long height, long width) {
        Torch.seed(11);
        return step.randomNormal(new Shape(3, 2, height, width));
    }

    private Annotation annotation(long height, long width) {
        Torch.seed(12);
        NDArray ids =
                step.randomUniform(0, 6, new Shape(3, height, width)).floor().toType(DataType.INT64, false);
        NDArray hidden =
                step.randomUniform(0, 2, new Shape(3, height / 8, width / 8)).floor();
        return new Annotation(ids, hidden);
    }

    private float[] train(AnnotatedEncoder encoder, long seed) {
        NDArray image = image(40, 16);
        Annotation annotation = annotation(40, 16);
        Torch.seed(seed);
        try (GradMode off = GradMode.off()) {
            return encoder.forward(image, annotation, true).get(1).toFloatArray();
        }
    }
}
