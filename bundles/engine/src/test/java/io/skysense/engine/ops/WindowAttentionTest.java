// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.engine.ops;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.skysense.engine.GradMode;
import io.skysense.engine.Torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Attention within shifted windows against its definition, pixel by pixel. */
class WindowAttentionTest {

    private NDManager manager;
    private GradMode off;

    @BeforeEach
    void open() {
        manager = Torch.newManager(Device.cpu());
        off = GradMode.off();
        Torch.setThreads(1);
        Torch.seed(3);
    }

    @AfterEach
    void close() {
        off.close();
        manager.close();
    }

    @ParameterizedTest
    @CsvSource({"4, 4, 0", "4, 6, 1", "5, 3, 1", "1, 2, 0"})
    void equalsItsDefinition(int height, int width, int shift) {
        NDArray x = normal(2, height, width, 4);
        WindowAttention.Weights weights = weights(4, 2);
        NDArray bias = normal(2, 4, 4);
        NDArray expected = definition(x, weights, bias, 2, shift);
        assertClose(expected, WindowAttention.attend(x, weights, bias, 2, shift, false, false), 1e-5);
        assertClose(expected, WindowAttention.attend(x, weights, bias, 2, shift, false, true), 1e-5);
        assertClose(expected, WindowAttention.attend(x, weights, bias, 2, shift, true, false), 5e-2);
        assertClose(expected, WindowAttention.attend(x, weights, bias, 2, shift, true, true), 5e-2);
    }

    @ParameterizedTest
    @CsvSource({"3, 2, 0", "4, 2, 1"})
    void gradientsAreThoseOfTheValues(int height, int width, int shift) {
        GradientCheck.check(
                in -> WindowAttention.attend(
                        in.get(0),
                        new WindowAttention.Weights(in.get(1), in.get(2), in.get(3), in.get(4), in.get(5), in.get(6)),
                        in.get(7),
                        2,
                        shift,
                        false,
                        false),
                5,
                new Shape(1, height, width, 4),
                new Shape(2, 1, 1),
                new Shape(12, 4),
                new Shape(4),
                new Shape(4),
                new Shape(4, 4),
                new Shape(4),
                new Shape(2, 4, 4));
    }

    @Test
    void theScaleOfTheCosineStopsAtAHundred() {
        NDArray x = normal(1, 2, 2, 4);
        NDArray bias = manager.zeros(new Shape(1, 4, 4));
        NDArray limit = manager.full(new Shape(1, 1, 1), (float) Math.log(100));
        WindowAttention.Weights weights = weights(4, 1);
        NDArray at = WindowAttention.attend(x, scaled(weights, limit), bias, 2, 0, false, false);
        NDArray above = WindowAttention.attend(x, scaled(weights, limit.add(1)), bias, 2, 0, false, false);
        assertArrayEquals(at.toFloatArray(), above.toFloatArray());
    }

    @Test
    void positionBiasIsTheNetworkOfTheLogSpacedOffset() {
        NDArray w0 = normal(5, 2);
        NDArray b0 = normal(5);
        NDArray w2 = normal(3, 5);
        NDArray bias = WindowAttention.positionBias(w0, w0, b0, w2, 4);
        assertEquals(new Shape(3, 16, 16), bias.getShape());
        for (int[] pair : new int[][] {{0, 0}, {0, 15}, {6, 9}, {13, 2}}) {
            NDArray offset =
                    manager.create(new float[] {spaced(pair[0] / 4 - pair[1] / 4), spaced(pair[0] % 4 - pair[1] % 4)});
            NDArray hidden = w0.matMul(offset).add(b0).maximum(0);
            NDArray expected =
                    w2.matMul(hidden).neg().exp().add(1).getNDArrayInternal().rdiv(16);
            assertArrayEquals(
                    expected.toFloatArray(),
                    bias.get(":," + pair[0] + "," + pair[1]).toFloatArray(),
                    1e-5f);
        }
        GradientCheck.check(
                in -> WindowAttention.positionBias(in.get(0), in.get(0), in.get(1), in.get(2), 2),
                9,
                new Shape(3, 2),
                new Shape(3),
                new Shape(2, 3));
    }

    @Test
    void shiftMaskPartsWhatTheRollBroughtTogether() {
        NDArray mask = WindowAttention.shiftMask(manager.zeros(new Shape(1)), 4, 4, 2, 1);
        assertEquals(new Shape(4, 4, 4), mask.getShape());
        assertEquals(0, mask.get(0).abs().sum().getFloat());
        // The last column of windows joins columns 3 and 0 of the image: positions 0 and 2 against 1 and 3.
        assertArrayEquals(
                new float[] {0, -100, 0, -100, -100, 0, -100, 0, 0, -100, 0, -100, -100, 0, -100, 0},
                mask.get(1).toFloatArray(),
                1e-9f);
        assertEquals(-100 * 12, mask.get(3).sum().getFloat());
    }

    @Test
    void resultsBelongToTheActivations() {
        try (NDManager step = manager.newSubManager()) {
            NDArray x = normal(1, 2, 2, 4);
            x.attach(step);
            NDArray bias = WindowAttention.positionBias(x, normal(5, 2), normal(5), normal(2, 5), 2);
            NDArray y = WindowAttention.attend(x, weights(4, 2), bias, 2, 0, false, true);
            assertTrue(bias.getManager() == step && y.getManager() == step);
        }
    }

    /** For each pixel: softmax over the pixels of its window that were its neighbours, one head after the other. */
    private NDArray definition(NDArray x, WindowAttention.Weights w, NDArray bias, int m, int shift) {
        int batch = (int) x.getShape().get(0);
        int height = (int) x.getShape().get(1);
        int width = (int) x.getShape().get(2);
        int rows = (height + m - 1) / m * m;
        int columns = (width + m - 1) / m * m;
        NDArray padded = manager.zeros(new Shape(batch, rows, columns, 4));
        padded.set(new NDIndex(":,:" + height + ",:" + width), x);
        NDArray queries = padded.matMul(w.qkvWeight().get("0:4").transpose()).add(w.queryBias());
        NDArray keys = padded.matMul(w.qkvWeight().get("4:8").transpose());
        NDArray values = padded.matMul(w.qkvWeight().get("8:12").transpose()).add(w.valueBias());
        NDList pixels = new NDList();
        for (int b = 0; b < batch; b++) {
            for (int r = 0; r < height; r++) {
                for (int c = 0; c < width; c++) {
                    pixels.add(pixel(w, bias, m, shift, new NDList(queries.get(b), keys.get(b), values.get(b)), r, c));
                }
            }
        }
        NDArray joined =
                NDArrays.stack(pixels).matMul(w.projectionWeight().transpose()).add(w.projectionBias());
        return joined.reshape(x.getShape());
    }

    private NDArray pixel(WindowAttention.Weights w, NDArray bias, int m, int shift, NDList qkv, int r, int c) {
        int rows = (int) qkv.head().getShape().get(0);
        int columns = (int) qkv.head().getShape().get(1);
        int heads = (int) w.logitScale().getShape().get(0);
        int d = 4 / heads;
        int top = Math.floorMod(r - shift, rows) / m * m;
        int left = Math.floorMod(c - shift, columns) / m * m;
        int own = (Math.floorMod(r - shift, rows) - top) * m + Math.floorMod(c - shift, columns) - left;
        NDList out = new NDList();
        for (int h = 0; h < heads; h++) {
            String part = h * d + ":" + (h + 1) * d;
            double[] scores = new double[m * m];
            NDList values = new NDList();
            for (int p = 0; p < m * m; p++) {
                int row = (top + p / m + shift) % rows;
                int column = (left + p % m + shift) % columns;
                NDArray q = unit(qkv.get(0).get(r + "," + c + "," + part));
                NDArray k = unit(qkv.get(1).get(row + "," + column + "," + part));
                boolean apart = apart(top + p / m, top + own / m, rows, m, shift)
                        || apart(left + p % m, left + own % m, columns, m, shift);
                scores[p] = q.mul(k).sum().getFloat() * Math.exp(w.logitScale().getFloat(h, 0, 0))
                        + bias.getFloat(h, own, p)
                        - (apart ? 100 : 0);
                values.add(qkv.get(2).get(row + "," + column + "," + part));
            }
            NDArray attention = manager.create(scores).softmax(0).toType(DataType.FLOAT32, false);
            out.add(attention.reshape(1, m * m).matMul(NDArrays.stack(values)).flatten());
        }
        return NDArrays.concat(out);
    }

    /** Whether two places of the rolled image lie on both sides of the seam at its end. */
    private static boolean apart(int a, int b, int size, int m, int shift) {
        boolean last = a >= size - m && b >= size - m;
        return shift > 0 && last && (a >= size - shift) != (b >= size - shift);
    }

    private static NDArray unit(NDArray v) {
        return v.div(Math.max(v.norm().getFloat(), 1e-12f));
    }

    private static float spaced(int offset) {
        double r = 8.0 * offset / 3;
        return (float) (Math.signum(r) * Math.log(Math.abs(r) + 1) / Math.log(8));
    }

    private WindowAttention.Weights weights(long channels, long heads) {
        return new WindowAttention.Weights(
                normal(heads, 1, 1),
                normal(3 * channels, channels),
                normal(channels),
                normal(channels),
                normal(channels, channels),
                normal(channels));
    }

    private static WindowAttention.Weights scaled(WindowAttention.Weights w, NDArray scale) {
        return new WindowAttention.Weights(
                scale, w.qkvWeight(), w.queryBias(), w.valueBias(), w.projectionWeight(), w.projectionBias());
    }

    private NDArray normal(long... shape) {
        return manager.randomNormal(new Shape(shape));
    }

    private static void assertClose(NDArray expected, NDArray actual, double tolerance) {
        assertEquals(expected.getShape(), actual.getShape());
        float scale = Math.max(1, expected.abs().max().getFloat());
        float error = expected.sub(actual).abs().max().getFloat();
        assertTrue(error <= tolerance * scale, error + " of " + scale);
    }
}
