// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.encoder.hr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.skysense.api.config.Settings;
import io.skysense.api.model.AnnotatedEncoder;
import io.skysense.api.model.Annotation;
import io.skysense.api.model.BuildContext;
import io.skysense.engine.GradMode;
import io.skysense.engine.Torch;
import io.skysense.engine.ops.Autograd;
import io.skysense.nn.golden.Golden;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for an encoder with annotations whatever its weights. */
class AnnotationsTest {

    private static final String SETTINGS = """
            {"arch": "nano", "embed_dims": 8, "depths": [1, 2, 1], "num_heads": [1, 2, 4], "window_size": 3,
             "out_indices": [0, 1, 2], "vocabulary_size": 5, "merge_stage": %d, "use_attn": true}
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

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void levelsHaveTheShapesThatWereForetold(int mergeStage) {
        AnnotatedEncoder encoder = encoder(mergeStage);
        List<NDArray> levels = evaluate(encoder, image(80, 48), annotation(80, 48));
        for (int i = 0; i < levels.size(); i++) {
            int stride = encoder.annotatedLevels().get(i).stride();
            int channels = encoder.annotatedLevels().get(i).channels();
            assertEquals(
                    new Shape(2, channels, 80 / stride, 48 / stride),
                    levels.get(i).getShape());
        }
    }

    @Test
    void whatIsHiddenMakesNoDifference() {
        AnnotatedEncoder encoder = encoder(2);
        NDArray image = image(80, 48);
        Annotation shown = annotation(80, 48);
        NDArray changed = shown.ids().duplicate();
        changed.set(new ai.djl.ndarray.index.NDIndex(":,40:,:"), 0);
        List<NDArray> a = evaluate(encoder, image, shown);
        List<NDArray> b = evaluate(encoder, image, new Annotation(changed, shown.hidden()));
        NDArray none = step.zeros(shown.hidden().getShape());
        List<NDArray> c = evaluate(encoder, image, new Annotation(changed, none));
        for (int i = 0; i < a.size(); i++) {
            assertTrue(a.get(i).sub(b.get(i)).abs().max().getFloat() == 0, "level " + i);
            assertTrue(a.get(i).sub(c.get(i)).abs().max().getFloat() > 1e-3, "level " + i);
        }
    }

    @Test
    void aSampleDoesNotDependOnItsBatch() {
        AnnotatedEncoder encoder = encoder(2);
        NDArray image = image(80, 48);
        Annotation both = annotation(80, 48);
        Annotation one = new Annotation(both.ids().get("1:2"), both.hidden().get("1:2"));
        List<NDArray> together = evaluate(encoder, image, both);
        List<NDArray> alone = evaluate(encoder, image.get("1:2"), one);
        for (int i = 0; i < alone.size(); i++) {
            Golden.assertClose(alone.get(i), together.get(i).get("1:2"), 1e-5, "level " + i);
        }
    }

    @Test
    void everyParameterGetsAGradient() {
        AnnotatedEncoder encoder = encoder(2);
        NDList parameters = new NDList();
        encoder.block().getParameters().forEach(p -> parameters.add(p.getValue().getArray()));
        try (GradMode on = GradMode.on()) {
            NDArray loss = encoder.forward(image(80, 48), annotation(80, 48), true).stream()
                    .map(level -> level.square().mul(level).add(level.square()).mean())
                    .reduce(NDArray::add)
                    .orElseThrow();
            NDList gradients = Autograd.gradients(step, loss, parameters);
            for (int i = 0; i < gradients.size(); i++) {
                float size = gradients.get(i).abs().sum().getFloat();
                String name = encoder.block().getParameters().get(i).getKey();
                assertTrue(size > 0 && Float.isFinite(size), name);
            }
        }
    }

    @Test
    void nothingIsLeftWithTheWeightsAndLittleWithTheActivations() {
        AnnotatedEncoder encoder = encoder(2);
        NDArray image = image(80, 48);
        Annotation annotation = annotation(80, 48);
        int before = weights.getManagedArrays().size();
        int others = step.getManagedArrays().size();
        evaluate(encoder, image, annotation);
        assertEquals(before, weights.getManagedArrays().size());
        assertEquals(others + 3, step.getManagedArrays().size());
    }

    @Test
    void whatDoesNotFitIsRefusedByName() {
        AnnotatedEncoder encoder = encoder(2);
        Annotation fits = annotation(80, 48);
        refuse(encoder, "hr image", image(80, 52), fits);
        refuse(encoder, "(B, 3, H, W)", step.zeros(new Shape(2, 4, 80, 48)), fits);
        refuse(encoder, "window_size 3", image(80, 32), annotation(80, 32));
        refuse(encoder, "annotation.ids: (2, 48, 80)", image(80, 48), annotation(48, 80));
        NDArray image = image(80, 48);
        refuse(encoder, "int64", image, new Annotation(fits.ids().toType(DataType.INT32, true), fits.hidden()));
        refuse(encoder, "1 to 6", image, new Annotation(fits.ids().add(1), fits.hidden()));
        refuse(encoder, "-1 to 4", image, new Annotation(fits.ids().sub(1), fits.hidden()));
        refuse(
                encoder,
                "a divisor of 20 and w of 12",
                image,
                new Annotation(fits.ids(), step.zeros(new Shape(2, 3, 1))));
        refuse(
                encoder,
                "float32",
                image,
                new Annotation(fits.ids(), fits.hidden().toType(DataType.INT32, true)));
    }

    private void refuse(AnnotatedEncoder encoder, String says, NDArray image, Annotation annotation) {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> encoder.forward(image, annotation, false));
        assertTrue(refused.getMessage().contains(says), refused.getMessage());
        assertEquals(1, refused.getMessage().lines().count());
    }

    private AnnotatedEncoder encoder(int mergeStage) {
        Settings settings = Settings.parse(SETTINGS.formatted(mergeStage), "test");
        AnnotatedEncoder encoder = (AnnotatedEncoder) new SwinV2Encoder().build(settings, 3, BuildContext.fp32());
        Torch.seed(7);
        encoder.block().initialize(weights, DataType.FLOAT32);
        return encoder;
    }

    private NDArray image(long height, long width) {
        Torch.seed(11);
        return step.randomNormal(new Shape(2, 3, height, width));
    }

    /** Of two rows of blocks the lower one is hidden. */
    private Annotation annotation(long height, long width) {
        Torch.seed(12);
        NDArray ids =
                step.randomUniform(0, 6, new Shape(2, height, width)).floor().toType(DataType.INT64, false);
        NDArray hidden =
                step.create(new float[] {0, 1, 0, 1}, new Shape(2, 2, 1)).duplicate();
        return new Annotation(ids, hidden);
    }

    private static List<NDArray> evaluate(AnnotatedEncoder encoder, NDArray image, Annotation annotation) {
        try (GradMode off = GradMode.off()) {
            return encoder.forward(image, annotation, false);
        }
    }
}
