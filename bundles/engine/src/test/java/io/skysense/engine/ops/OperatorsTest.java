// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.engine.ops;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.skysense.engine.GradMode;
import io.skysense.engine.Torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Values and gradients of every operator. */
class OperatorsTest {

    private NDManager manager;

    @BeforeEach
    void open() {
        manager = Torch.newManager(Device.cpu());
    }

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void attentionEqualsItsDefinition() {
        NDArray q = normal(2, 3, 5, 4);
        NDArray k = normal(2, 3, 7, 4);
        NDArray v = normal(2, 3, 7, 4);
        NDArray expected = q.matMul(k.transpose(0, 1, 3, 2)).div(2).softmax(-1).matMul(v);
        assertClose(expected, Attention.scaledDotProduct(q, k, v, null, false), 1e-6);
        assertClose(expected, Attention.scaledDotProduct(q, k, v, null, true), 3e-2);
        GradientCheck.check(
                x -> Attention.scaledDotProduct(x.get(0), x.get(1), x.get(2), null, false),
                1,
                new Shape(1, 2, 3, 2),
                new Shape(1, 2, 4, 2),
                new Shape(1, 2, 4, 2));
    }

    @Test
    void attentionAddsItsMask() {
        NDArray q = normal(1, 1, 2, 4);
        NDArray k = normal(1, 1, 3, 4);
        NDArray v = normal(1, 1, 3, 4);
        NDArray onlySecond = manager.create(new float[] {-100, 0, -100, -100, 0, -100}, new Shape(1, 1, 2, 3));
        NDArray y = Attention.scaledDotProduct(q, k, v, onlySecond, false);
        assertClose(v.get(":,:,1:2").repeat(2, 2), y, 1e-6);
        assertClose(v.get(":,:,1:2").repeat(2, 2), Attention.scaledDotProduct(q, k, v, onlySecond, true), 3e-2);
    }

    @Test
    void rollBringsElementsBackAtTheOtherEnd() {
        NDArray x = manager.arange(6f);
        assertArrayEquals(
                new float[] {4, 5, 0, 1, 2, 3},
                Layout.roll(x, new long[] {2}, new long[] {0}).toFloatArray());
        GradientCheck.check(x2 -> Layout.roll(x2.head(), new long[] {1, -1}, new long[] {0, 1}), 2, new Shape(3, 4));
    }

    @Test
    void pixelShuffleInterleavesChannels() {
        NDArray x = manager.arange(8f).reshape(1, 4, 1, 2);
        assertArrayEquals(
                new float[] {0, 2, 1, 3, 4, 6, 5, 7}, Layout.pixelShuffle(x, 2).toFloatArray());
        GradientCheck.check(x2 -> Layout.pixelShuffle(x2.head(), 2), 3, new Shape(1, 4, 2, 2));
    }

    @Test
    void padSurroundsWithTheConstant() {
        NDArray x = manager.ones(new Shape(1, 1, 1, 2));
        NDArray y = Layout.pad(x, 1, 0, 0, 1, 7);
        assertArrayEquals(new float[] {7, 1, 1, 7, 7, 7}, y.toFloatArray());
        GradientCheck.check(x2 -> Layout.pad(x2.head(), 1, 2, 0, 1, 0), 4, new Shape(1, 2, 2, 3));
    }

    @Test
    void unfoldOrdersChannelsBeforePixels() {
        NDArray x = manager.arange(8f).reshape(1, 2, 2, 2);
        assertArrayEquals(
                new float[] {0, 1, 2, 3, 4, 5, 6, 7}, Layout.unfold(x, 2, 2).toFloatArray());
        GradientCheck.check(x2 -> Layout.unfold(x2.head(), 2, 2), 5, new Shape(1, 2, 4, 4));
    }

    @Test
    void bilinearHonoursTheCorners() {
        NDArray x = manager.create(new float[] {0, 3}, new Shape(1, 1, 1, 2));
        assertArrayEquals(
                new float[] {0, 1, 2, 3}, Resize.bilinear(x, 1, 4, true).toFloatArray(), 1e-6f);
        assertArrayEquals(
                new float[] {0, 0.75f, 2.25f, 3},
                Resize.bilinear(x, 1, 4, false).toFloatArray(),
                1e-6f);
        GradientCheck.check(x2 -> Resize.bilinear(x2.head(), 5, 4, true), 6, new Shape(1, 2, 2, 3));
        GradientCheck.check(x2 -> Resize.bilinear(x2.head(), 5, 4, false), 6, new Shape(1, 2, 2, 3));
    }

    @Test
    void bicubicUsesTheReferencesKernel() {
        float[] row = {0, 2, -1, 4};
        NDArray x = manager.create(row, new Shape(1, 1, 1, 4));
        float[] expected = new float[8];
        for (int i = 0; i < 8; i++) {
            double at = (i + 0.5) / 2 - 0.5;
            for (int tap = (int) Math.floor(at) - 1; tap <= Math.floor(at) + 2; tap++) {
                expected[i] += (float) (row[Math.max(0, Math.min(3, tap))] * cubic(Math.abs(at - tap)));
            }
        }
        assertArrayEquals(expected, Resize.bicubic(x, 1, 8, false).toFloatArray(), 1e-5f);
        GradientCheck.check(x2 -> Resize.bicubic(x2.head(), 7, 5, false), 7, new Shape(1, 1, 4, 4));
        GradientCheck.check(x2 -> Resize.bicubic(x2.head(), 7, 5, true), 7, new Shape(1, 1, 4, 4));
    }

    @Test
    void nearestTakesTheFloor() {
        NDArray x = manager.create(new float[] {1, 2, 3}, new Shape(1, 1, 1, 3));
        assertArrayEquals(new float[] {1, 1, 2, 2, 3}, Resize.nearest(x, 1, 5).toFloatArray());
    }

    @Test
    void adaptiveAverageCoversEveryPixel() {
        NDArray x = manager.arange(6f).reshape(1, 1, 1, 6);
        assertArrayEquals(
                new float[] {0.5f, 2.5f, 4.5f}, Pooling.adaptiveAverage(x, 1, 3).toFloatArray());
        GradientCheck.check(x2 -> Pooling.adaptiveAverage(x2.head(), 3, 2), 8, new Shape(1, 2, 7, 5));
    }

    @Test
    void crossEntropyLeavesIgnoredLabelsOut() {
        NDArray logits = normal(2, 3, 2);
        NDArray labels = manager.create(new long[] {0, 255, 2, 1}, new Shape(2, 2));
        NDArray log = logits.logSoftmax(1);
        double expected = -(log.getFloat(0, 0, 0) + log.getFloat(1, 2, 0) + log.getFloat(1, 1, 1)) / 3;
        assertEquals(expected, Loss.crossEntropy(logits, labels, null, 255, 0).getFloat(), 1e-6);
        NDArray weight = manager.create(new float[] {1, 2, 3});
        double weighted = -(log.getFloat(0, 0, 0) + 3 * log.getFloat(1, 2, 0) + 2 * log.getFloat(1, 1, 1)) / 6;
        assertEquals(weighted, Loss.crossEntropy(logits, labels, weight, 255, 0).getFloat(), 1e-6);
        GradientCheck.check(
                x -> Loss.crossEntropy(
                        x.head(),
                        x.head().getManager().create(new long[] {0, 255, 2, 1}, new Shape(2, 2)),
                        null,
                        255,
                        0.1),
                9,
                new Shape(2, 3, 2));
    }

    @Test
    void layerNormUsesTheBiasedVariance() {
        NDArray x = manager.create(new float[] {1, 3}, new Shape(1, 2));
        NDArray y = Norm.layer(x, manager.ones(new Shape(2)), manager.zeros(new Shape(2)), 0);
        assertArrayEquals(new float[] {-1, 1}, y.toFloatArray(), 1e-6f);
        GradientCheck.check(
                a -> Norm.layer(a.get(0), a.get(1), a.get(2), 1e-5), 10, new Shape(3, 4), new Shape(4), new Shape(4));
    }

    @Test
    void batchNormTracksStatisticsInTraining() {
        NDArray x = manager.create(new float[] {1, 3}, new Shape(2, 1, 1, 1));
        NDArray mean = manager.zeros(new Shape(1));
        NDArray variance = manager.ones(new Shape(1));
        NDArray one = manager.ones(new Shape(1));
        NDArray zero = manager.zeros(new Shape(1));
        assertArrayEquals(
                new float[] {-1, 1},
                Norm.batch(x, one, zero, mean, variance, true, 0.5, 0).toFloatArray(),
                1e-6f);
        assertEquals(1, mean.getFloat(), 1e-6);
        assertEquals(1.5, variance.getFloat(), 1e-6);
        assertEquals(0, Norm.batch(x, one, zero, mean, variance, false, 0.5, 0).getFloat(0, 0, 0, 0), 1e-6);
    }

    @Test
    void linearAndItsBfloat16RegionAgree() {
        NDArray x = normal(4, 8);
        NDArray w = normal(6, 8);
        NDArray b = normal(6);
        NDArray expected = x.matMul(w.transpose()).add(b);
        assertClose(expected, Linear.linear(x, w, b, false), 1e-5);
        assertClose(expected, Linear.linear(x, w, b, true), 0.1);
        GradientCheck.check(
                a -> Linear.linear(a.get(0), a.get(1), a.get(2), false),
                11,
                new Shape(2, 3),
                new Shape(4, 3),
                new Shape(4));
    }

    @Test
    void bfloat16RegionsGiveFloat32GradientsNearTheExactOnes() {
        NDArray x = normal(16, 8);
        NDArray w = normal(6, 8);
        NDArray b = normal(6);
        w.setRequiresGradient(true);
        try (GradMode on = GradMode.on()) {
            NDList exact = Autograd.gradients(
                    manager, Linear.linear(x, w, b, false).square().sum(), new NDList(w));
            NDList rough = Autograd.gradients(
                    manager, Linear.linear(x, w, b, true).square().sum(), new NDList(w));
            assertEquals(exact.head().getDataType(), rough.head().getDataType());
            double scale = exact.head().abs().max().getFloat();
            assertClose(exact.head(), rough.head(), 0.02 * scale);
            assertTrue(exact.head().sub(rough.head()).abs().max().getFloat() > 0, "products were in bfloat16");
        }
    }

    @Test
    void convolutionAndItsBfloat16RegionAgree() {
        NDArray x = normal(2, 3, 5, 5);
        NDArray w = normal(4, 3, 3, 3);
        NDArray b = normal(4);
        NDArray exact = Linear.conv2d(x, w, b, 1, 1, 1, 1, false);
        assertEquals(new Shape(2, 4, 5, 5), exact.getShape());
        double centre = x.get("0,:,1:4,1:4").mul(w.get(0)).sum().getFloat() + b.getFloat(0);
        assertEquals(centre, exact.getFloat(0, 0, 2, 2), 1e-4);
        assertClose(exact, Linear.conv2d(x, w, b, 1, 1, 1, 1, true), 0.2);
        GradientCheck.check(
                a -> Linear.conv2d(a.get(0), a.get(1), a.get(2), 2, 1, 1, 1, false),
                12,
                new Shape(1, 2, 4, 4),
                new Shape(3, 2, 3, 3),
                new Shape(3));
    }

    @Test
    void convolutionOfFewPixelsIsTheSameWithoutGradients() {
        NDArray x = normal(1, 3, 5, 4);
        NDArray w = normal(32, 3, 3, 3);
        NDArray b = normal(32);
        NDArray channelsLast = x.transpose(0, 2, 3, 1).duplicate().transpose(0, 3, 1, 2);
        for (int stride = 1; stride <= 2; stride++) {
            NDArray expected;
            NDArray withoutBias;
            try (GradMode on = GradMode.on()) {
                expected = Linear.conv2d(x, w, b, stride, 2, 2, 1, false);
                withoutBias = Linear.conv2d(x, w, null, stride, 2, 2, 1, false);
            }
            try (GradMode off = GradMode.off()) {
                assertClose(expected, Linear.conv2d(x, w, b, stride, 2, 2, 1, false), 1e-5);
                assertClose(withoutBias, Linear.conv2d(x, w, null, stride, 2, 2, 1, false), 1e-5);
                assertClose(expected, Linear.conv2d(channelsLast, w, b, stride, 2, 2, 1, false), 1e-5);
            }
        }
    }

    @Test
    void mlpIsTwoProductsWithGelu() {
        NDArray x = normal(3, 4);
        NDArray w1 = normal(5, 4);
        NDArray b1 = normal(5);
        NDArray w2 = normal(2, 5);
        NDArray b2 = normal(2);
        NDArray h = Activations.gelu(x.matMul(w1.transpose()).add(b1));
        NDArray expected = h.matMul(w2.transpose()).add(b2);
        assertClose(expected, Linear.mlp(x, w1, b1, w2, b2, false), 1e-5);
        assertClose(expected, Linear.mlp(x, w1, b1, w2, b2, true), 0.15);
    }

    @Test
    void activationsHaveTheirValuesAndGradients() {
        NDArray x = manager.create(new float[] {-1, 2});
        assertArrayEquals(
                new float[] {-0.158655f, 1.954500f}, Activations.gelu(x).toFloatArray(), 1e-5f);
        assertArrayEquals(new float[] {0, 2}, Activations.relu(x).toFloatArray());
        assertArrayEquals(
                new float[] {-0.01f, 2}, Activations.leakyRelu(x, 0.01).toFloatArray(), 1e-6f);
        GradientCheck.check(a -> Activations.gelu(a.head()), 13, new Shape(5));
        GradientCheck.check(a -> Activations.leakyRelu(a.head(), 0.1), 13, new Shape(5));
    }

    @Test
    void dropPathDropsWholeSamples() {
        Torch.seed(5);
        NDArray y = Random.dropPath(manager.ones(new Shape(64, 3, 2)), 0.25);
        float[] values = y.toFloatArray();
        int kept = 0;
        for (int b = 0; b < 64; b++) {
            float first = values[b * 6];
            assertTrue(first == 0 || Math.abs(first - 4 / 3f) < 1e-6);
            for (int i = 1; i < 6; i++) {
                assertEquals(first, values[b * 6 + i]);
            }
            kept += first == 0 ? 0 : 1;
        }
        assertTrue(kept > 32 && kept < 64, kept + " of 64 kept");
    }

    @Test
    void randomFillsRepeatForTheSameSeed() {
        NDArray a = manager.zeros(new Shape(1000));
        NDArray b = manager.zeros(new Shape(1000));
        try (GradMode off = GradMode.off()) {
            Torch.seed(7);
            Random.fillTruncatedNormal(a, 0.02);
            Torch.seed(7);
            Random.fillTruncatedNormal(b, 0.02);
        }
        assertArrayEquals(a.toFloatArray(), b.toFloatArray());
        assertTrue(a.abs().max().getFloat() <= 0.04f);
        assertEquals(0.0176, Math.sqrt(a.square().mean().getFloat()), 0.001);
        assertFalse(a.toFloatArray()[0] == 0);
    }

    private NDArray normal(long... shape) {
        return manager.randomNormal(new Shape(shape));
    }

    // Keys 1981, equation 4, with a = -0.75.
    private static double cubic(double t) {
        double a = -0.75;
        return t <= 1 ? ((a + 2) * t - (a + 3)) * t * t + 1 : t < 2 ? ((a * t - 5 * a) * t + 8 * a) * t - 4 * a : 0;
    }

    private static void assertClose(NDArray expected, NDArray actual, double tolerance) {
        assertEquals(expected.getShape(), actual.getShape());
        assertArrayEquals(expected.toFloatArray(), actual.toFloatArray(), (float) tolerance);
    }
}
