// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.nn.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
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
import io.skysense.api.model.BuildContext;
import io.skysense.api.model.Encoder;
import io.skysense.api.model.FeatureLevel;
import io.skysense.api.model.ModalityEncoder;
import io.skysense.api.model.ParameterRules;
import io.skysense.api.model.Precision;
import io.skysense.api.model.ProductWeights;
import io.skysense.api.model.Recompute;
import io.skysense.engine.GradMode;
import io.skysense.engine.Torch;
import io.skysense.engine.ops.Rounding;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link ModalityEncoder} keeps to. The test of an encoder bundle extends this class and says which encoder it
 * is about, and with which settings it is small enough for a test.
 */
public abstract class EncoderContract {

    private static final int IMAGES = 2;
    private static final double CLOSE = 1e-4;

    private NDManager weights;
    private NDManager step;

    /** For subclasses. */
    protected EncoderContract() {}

    /** {@return the encoder to test} */
    protected abstract ModalityEncoder encoder();

    /** {@return its settings, as JSON: small, and without what is random in training} */
    protected abstract String settings();

    /** {@return the bands of its input; three unless overridden} */
    protected int bands() {
        return 3;
    }

    @BeforeEach
    void open() {
        weights = Torch.newManager(Device.cpu());
        step = Torch.newManager(Device.cpu());
        Torch.setThreads(1);
        Torch.seed(19);
    }

    @AfterEach
    void close() {
        step.close();
        weights.close();
    }

    private Encoder built() {
        return built(BuildContext.fp32());
    }

    private Encoder built(BuildContext context) {
        return encoder().build(Settings.parse(settings(), "test"), bands(), context);
    }

    private Encoder initialised() {
        return initialised(built());
    }

    private Encoder initialised(Encoder built) {
        built.block().initialize(weights, DataType.FLOAT32, new Shape(1));
        return built;
    }

    private NDArray images(int count, int height, int width) {
        return step.randomNormal(new Shape(count, bands(), height, width));
    }

    private static List<NDArray> evaluate(Encoder encoder, NDArray images) {
        try (GradMode off = GradMode.off()) {
            return encoder.forward(images, false);
        }
    }

    @Test
    void theEncoderHasANameForPresetsAndAModality() {
        assertTrue(encoder().name().matches("[a-z0-9]+(-[a-z0-9]+)*"), encoder().name());
        assertNotNull(encoder().modality());
    }

    @Test
    void theSameSettingsGiveTheSameParametersAndNoneIsAllocated() {
        Encoder first = built();

        assertFalse(first.block().getParameters().isEmpty());
        assertFalse(first.block().isInitialized());
        assertEquals(
                first.block().getParameters().keys(),
                built().block().getParameters().keys());
    }

    @Test
    void anUnknownKeyIsRefusedByName() {
        Settings settings = Settings.parse(settings(), "test").with("no_such_key", "1");

        SettingsException refused =
                assertThrows(SettingsException.class, () -> encoder().build(settings, bands(), BuildContext.fp32()));
        assertTrue(refused.getMessage().contains("no_such_key"), refused.getMessage());
    }

    @Test
    void levelsRunFromFineToCoarseAndFitTheGranularity() {
        Encoder encoder = built();
        int before = 1;
        for (FeatureLevel level : encoder.levels()) {
            assertTrue(level.channels() > 0, level.toString());
            assertTrue(level.stride() >= before, level + " after a stride of " + before);
            assertEquals(0, encoder.granularity() % level.stride(), level + " of " + encoder.granularity());
            before = level.stride();
        }
        assertFalse(encoder.levels().isEmpty());
        assertEquals(0, encoder.alignment() % encoder.granularity());
    }

    @Test
    void everyParameterHasItsPlaceInTheRules() {
        Encoder encoder = built();
        ParameterRules rules = encoder.rules();
        for (String name : encoder.block().getParameters().keys()) {
            int layer = rules.layerOf().applyAsInt(name);
            assertTrue(layer >= 0 && layer < rules.layers(), name + ": layer " + layer + " of " + rules.layers());
        }
    }

    @Test
    void featuresAreFiniteAndHaveTheShapesThatTheLevelsSay() {
        Encoder encoder = initialised();
        int side = encoder.granularity();
        for (int[] size : new int[][] {{side, side}, {2 * side, 3 * side}}) {
            List<NDArray> features = evaluate(encoder, images(IMAGES, size[0], size[1]));

            assertEquals(encoder.levels().size(), features.size());
            for (int i = 0; i < features.size(); i++) {
                FeatureLevel level = encoder.levels().get(i);
                Shape shape = new Shape(IMAGES, level.channels(), size[0] / level.stride(), size[1] / level.stride());
                assertEquals(shape, features.get(i).getShape());
                assertFinite(features.get(i), "a feature");
            }
        }
    }

    @Test
    void imagesOfOtherBandsAreRefused() {
        Encoder encoder = initialised();
        NDArray other = step.zeros(new Shape(1, bands() + 1, encoder.granularity(), encoder.granularity()));

        assertThrows(IllegalArgumentException.class, () -> evaluate(encoder, other));
    }

    @Test
    void anImagesFeaturesDependOnItAndNotOnItsBatch() {
        Encoder encoder = initialised();
        NDArray images = images(3, encoder.granularity(), 2 * encoder.granularity());
        List<NDArray> together = evaluate(encoder, images);
        List<NDArray> alone = evaluate(encoder, images.get("1:2"));
        boolean differs = false;
        for (int i = 0; i < alone.size(); i++) {
            float[] same = together.get(i).get("1:2").toFloatArray();
            assertArrayEquals(alone.get(i).toFloatArray(), same, (float) CLOSE, "level " + i);
            differs |= !together.get(i).get("0:1").equals(together.get(i).get("2:3"));
        }
        assertTrue(differs, "two images have the same features");
    }

    @Test
    void theFeaturesAreTheSameEveryTime() {
        Encoder encoder = initialised();
        NDArray images = images(IMAGES, encoder.granularity(), encoder.granularity());
        List<NDArray> first = evaluate(encoder, images);

        assertEquals(first, evaluate(encoder, images));
    }

    @Test
    void weightsOfProductsMayBeKeptAsTheyAreMultiplied() {
        Encoder encoder = initialised(built(new BuildContext(Precision.BF16, Recompute.NONE)));
        NDArray images = images(IMAGES, encoder.granularity(), encoder.granularity());
        List<NDArray> before = evaluate(encoder, images);

        ProductWeights.of(encoder.block()).forEach(Rounding::narrow);

        assertEquals(before, evaluate(encoder, images));
    }

    @Test
    void encodingLeavesNothingBehindButTheFeatures() {
        Encoder encoder = initialised();
        NDArray images = images(IMAGES, encoder.granularity(), encoder.granularity());
        int owned = weights.getManagedArrays().size();
        int before = step.getManagedArrays().size();
        List<NDArray> features = evaluate(encoder, images);

        assertEquals(before + features.size(), step.getManagedArrays().size());
        assertEquals(owned, weights.getManagedArrays().size());
    }

    @Test
    void everyTrainedParameterGetsAFiniteGradient() {
        Encoder encoder = initialised();
        Descent descent = new Descent(encoder, step);

        NDList gradients = descent.gradients(() -> size(encoder));

        assertFalse(gradients.isEmpty());
        assertEquals(descent.parameters(), gradients.size());
        gradients.forEach(gradient -> assertFinite(gradient, "a gradient"));
        assertTrue(gradients.stream().anyMatch(g -> g.abs().max().getFloat() > 0), "nothing depends on any parameter");
    }

    @Test
    void trainingMovesTheFeatures() {
        Encoder encoder = initialised();
        Descent descent = new Descent(encoder, step);
        float first = descent.step(() -> size(encoder));
        float last = descent.steps(() -> size(encoder));

        assertTrue(last < 0.9 * first, first + " to " + last);
    }

    /** The mean square of the features of the same images every time. */
    private NDArray size(Encoder encoder) {
        Torch.seed(23);
        NDArray sum = null;
        for (NDArray level : encoder.forward(images(IMAGES, encoder.granularity(), encoder.granularity()), true)) {
            NDArray size = level.square().mean();
            sum = sum == null ? size : sum.add(size);
        }
        return sum;
    }

    private static void assertFinite(NDArray values, String what) {
        for (float value : values.toFloatArray()) {
            assertTrue(Float.isFinite(value), what + " is " + value);
        }
    }
}
