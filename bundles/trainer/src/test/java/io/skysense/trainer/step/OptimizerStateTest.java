// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.trainer.step;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.skysense.api.model.ParameterRules;
import io.skysense.api.train.OptimizerSettings;
import io.skysense.engine.GradMode;
import io.skysense.engine.Torch;
import io.skysense.engine.ops.Foreach;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OptimizerStateTest {

    private static final OptimizerSettings SETTINGS =
            new OptimizerSettings(0.1, List.of(0.9, 0.99), 1e-8, 0.5, 0.5, 0, 0.8);
    private static final ParameterRules RULES =
            new ParameterRules(3, name -> name.charAt(0) - '0', name -> name.endsWith("w"));

    private NDManager manager;
    private final Map<String, NDArray> weights = new LinkedHashMap<>();

    @BeforeEach
    void open() {
        manager = Torch.newManager(Device.cpu());
        for (String name : List.of("0.w", "1.w", "2.w", "2.b")) {
            weights.put(name, manager.create(new float[] {1, -2}));
        }
    }

    @AfterEach
    void close() {
        manager.close();
    }

    private void fill(Gradients gradients, float... values) {
        try (GradMode off = GradMode.off()) {
            for (String name : weights.keySet()) {
                Foreach.copy(new NDList(gradients.of(name)), new NDList(manager.create(values)));
            }
        }
    }

    /** The equations of the paper, in double precision. */
    private static float[] expected(double lr, double decay, double[] gradients, float... start) {
        float[] out = new float[start.length];
        for (int i = 0; i < start.length; i++) {
            double x = start[i];
            double m = 0;
            double v = 0;
            for (int t = 1; t <= gradients.length; t++) {
                double g = gradients[t - 1];
                x -= lr * decay * x;
                m = 0.9 * m + 0.1 * g;
                v = 0.99 * v + 0.01 * g * g;
                x -= lr * m / (1 - Math.pow(0.9, t)) / (Math.sqrt(v / (1 - Math.pow(0.99, t))) + 1e-8);
            }
            out[i] = (float) x;
        }
        return out;
    }

    @Test
    void whatTheSettingsNameIsNotDecayedEither() {
        OptimizerSettings spares = new OptimizerSettings(0.1, List.of(0.9, 0.99), 1e-8, 0.5, 1, 0, 0.8, List.of("1."));
        try (Gradients gradients = new Gradients(weights);
                AdamW adam = new AdamW(spares, RULES, weights, gradients)) {
            fill(gradients, 3, -1);
            adam.step(1);
            double[] first = {3};
            assertEquals(expected(0.1, 0, first, 1)[0], weights.get("1.w").getFloat(0), 1e-6f);
            assertEquals(expected(0.1, 0.5, first, 1)[0], weights.get("2.w").getFloat(0), 1e-6f);
        }
    }

    @Test
    void ratesFallWithTheLayerAndOnlyWeightsDecay() {
        try (Gradients gradients = new Gradients(weights);
                AdamW adam = new AdamW(SETTINGS, RULES, weights, gradients)) {
            for (float g : new float[] {3, -1}) {
                fill(gradients, g, g);
                adam.step(0.7);
            }
        }
        double[] g = {3, -1};
        assertArrayEquals(expected(0.07 / 4, 0.5, g, 1, -2), weights.get("0.w").toFloatArray(), 1e-6f);
        assertArrayEquals(expected(0.07 / 2, 0.5, g, 1, -2), weights.get("1.w").toFloatArray(), 1e-6f);
        assertArrayEquals(expected(0.07, 0.5, g, 1, -2), weights.get("2.w").toFloatArray(), 1e-6f);
        assertArrayEquals(expected(0.07, 0, g, 1, -2), weights.get("2.b").toFloatArray(), 1e-6f);
    }

    @Test
    void aRestoredCountBringsTheBiasCorrectionBack() {
        NDManager other = Torch.newManager(Device.cpu());
        Map<String, NDArray> copies = new LinkedHashMap<>();
        weights.keySet().forEach(name -> copies.put(name, other.create(new float[] {1, -2})));
        try (other;
                Gradients gradients = new Gradients(weights);
                AdamW adam = new AdamW(SETTINGS, RULES, weights, gradients);
                AdamW second = new AdamW(SETTINGS, RULES, copies, gradients);
                GradMode off = GradMode.off()) {
            fill(gradients, 3, 4);
            adam.step(1);
            Foreach.copy(list(copies), list(weights));
            Foreach.copy(list(second.firstMoments()), list(adam.firstMoments()));
            Foreach.copy(list(second.secondMoments()), list(adam.secondMoments()));
            second.restoreCount(1);
            fill(gradients, -1, 2);
            adam.step(1);
            second.step(1);
            weights.forEach((name, w) ->
                    assertArrayEquals(w.toFloatArray(), copies.get(name).toFloatArray(), 0, name));
        }
    }

    @Test
    void aLayerOutOfRangeIsRefused() {
        try (Gradients gradients = new Gradients(weights)) {
            var e = assertThrows(
                    IllegalArgumentException.class,
                    () -> new AdamW(
                            SETTINGS, new ParameterRules(2, RULES.layerOf(), RULES.decays()), weights, gradients));
            assertEquals("2.w: layer 2 of 2; ids run from 0 to layers-1", e.getMessage());
        }
    }

    @Test
    void clippingScalesToTheLimitAndTellsTheNormBefore() {
        try (Gradients gradients = new Gradients(weights)) {
            fill(gradients, 3, 4);
            assertEquals(10, gradients.clip(2), 1e-5);
            assertArrayEquals(new float[] {0.6f, 0.8f}, gradients.of("0.w").toFloatArray(), 1e-6f);
            assertEquals(2, gradients.clip(0), 1e-5);
        }
    }

    @Test
    void theAverageFollowsAndTheWeightsComeBackBitByBit() {
        try (Average average = new Average(0.8, weights);
                GradMode off = GradMode.off()) {
            NDArray w = weights.get("0.w");
            Foreach.copy(new NDList(w), new NDList(manager.create(new float[] {11, 0.1f})));
            average.update(0);
            // The decay of the first update is 1/10.
            assertArrayEquals(
                    new float[] {10, -0.11f}, average.arrays().get("0.w").toFloatArray(), 1e-5f);
            assertThrows(
                    IllegalStateException.class,
                    () -> average.during(() -> {
                        assertArrayEquals(average.arrays().get("0.w").toFloatArray(), w.toFloatArray());
                        throw new IllegalStateException();
                    }));
            assertArrayEquals(new float[] {11, 0.1f}, w.toFloatArray());
            average.update(1000);
            assertArrayEquals(
                    new float[] {0.8f * 10 + 0.2f * 11, 0.8f * -0.11f + 0.02f},
                    average.arrays().get("0.w").toFloatArray(),
                    1e-5f);
        }
    }

    private static NDList list(Map<String, NDArray> arrays) {
        return new NDList(arrays.values());
    }
}
