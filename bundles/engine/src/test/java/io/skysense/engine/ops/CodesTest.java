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
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.skysense.engine.GradMode;
import io.skysense.engine.Torch;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Soft codebooks, choices and rounding against numbers worked out by hand. */
class CodesTest {

    private NDManager manager;

    @BeforeEach
    void open() {
        manager = Torch.newManager(Device.cpu());
        Torch.seed(5);
    }

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void aPixelIsTheWeightedMeanOfTheCodes() {
        float third = (float) Math.log(3);
        NDArray logits = manager.create(new float[] {0, 0, third / 9, 0}, new Shape(1, 2, 1, 2));
        NDArray weights = Codes.weights(logits, 9);
        assertArrayEquals(new float[] {0.25f, 0.5f, 0.75f, 0.5f}, weights.toFloatArray(), 1e-6f);
        NDArray codebook = manager.create(new float[] {4, 8, 0, 0, 8, 4}, new Shape(2, 3));
        NDArray mean = Codes.mean(weights, codebook, false);
        assertEquals(new Shape(1, 3, 1, 2), mean.getShape());
        assertArrayEquals(new float[] {1, 2, 8, 8, 3, 2}, mean.toFloatArray(), 1e-5f);
        NDArray rounded = Codes.mean(weights, codebook, true);
        assertArrayEquals(mean.toFloatArray(), rounded.toFloatArray(), 0.05f);
        assertEquals(DataType.FLOAT32, rounded.getDataType());
    }

    @Test
    void distanceCountsThePresentSamples() {
        NDArray made = manager.create(new float[] {1, 3, Float.NaN, 0, 2, 2}, new Shape(3, 2, 1, 1));
        NDArray truth = manager.create(new float[] {0, 1, 0, Float.NaN, 2, 4}, new Shape(3, 2, 1, 1));
        // (1 + 4) / 2 of the first and (0 + 4) / 2 of the third.
        assertEquals(
                (2.5 + 2) / 2,
                Codes.distance(made, truth, flags(true, false, true)).getFloat(),
                1e-5);
        assertEquals(0, Codes.distance(made, truth, flags(false, false, false)).getFloat());
    }

    @Test
    void divergenceIsTheSymmetricOne() {
        NDArray a = manager.create(new float[] {(float) Math.log(3), 0, Float.NaN, 0}, new Shape(2, 2, 1, 1));
        NDArray b = manager.zeros(new Shape(2, 2, 1, 1));
        // p = (3/4, 1/4), q = (1/2, 1/2)
        double one = 0.25 * Math.log(1.5) - 0.25 * Math.log(0.5);
        assertEquals(one / 2, Codes.divergence(a, b, flags(true, false)).getFloat(), 1e-6);
        assertEquals(0, Codes.divergence(b, b, flags(true, true)).getFloat());
    }

    @Test
    void gradientsAreThoseOfTheValues() {
        NDArray counts = flags(true, false);
        GradientCheck.check(in -> Codes.weights(in.get(0), 9), 1, new Shape(1, 3, 1, 2));
        GradientCheck.check(in -> Codes.mean(in.get(0), in.get(1), false), 2, new Shape(1, 3, 1, 2), new Shape(3, 2));
        Shape shape = new Shape(2, 2, 1, 2);
        GradientCheck.check(in -> Codes.distance(in.get(0), in.get(1), counts), 3, shape, shape);
        GradientCheck.check(in -> Codes.divergence(in.get(0), in.get(1), counts), 4, shape, shape);
        NDArray mask = flags(false, true);
        GradientCheck.check(in -> Select.where(mask, in.get(0), in.get(1)), 5, shape, shape);
        GradientCheck.check(in -> Select.keep(in.get(0), mask), 6, shape);
    }

    @Test
    void whatIsNotCountedLeavesNoNaNInTheGradients() {
        try (GradMode on = GradMode.on()) {
            NDArray made = manager.create(new float[] {1, Float.NaN}, new Shape(2, 1, 1, 1));
            made.setRequiresGradient(true);
            NDArray other = manager.create(new float[] {3, Float.POSITIVE_INFINITY}, new Shape(2, 1, 1, 1));
            NDArray counts = flags(true, false);
            NDArray loss = Codes.distance(made, other, counts)
                    .add(Codes.divergence(made, other, counts))
                    .add(Select.where(counts, made, other.zerosLike()).sum());
            assertTrue(Float.isFinite(loss.getFloat()));
            NDArray gradient =
                    Autograd.gradients(manager, loss, new NDList(made)).head();
            assertFalse(gradient.isNaN().any().getBoolean());
            assertEquals(0, gradient.getFloat(1, 0, 0, 0));
        }
    }

    @Test
    void onlyWhatIsNeitherWantedNorFiniteIsTakenAway() {
        float[] values = {1, Float.NaN, 2, Float.POSITIVE_INFINITY};
        NDArray x = manager.create(values, new Shape(2, 2, 1, 1));
        float[] kept = Select.keepFinite(x, flags(true, false)).toFloatArray();
        assertArrayEquals(new float[] {1, Float.NaN, 2, 0}, kept);
        assertArrayEquals(
                new float[] {1, Float.NaN, 0, 0},
                Select.keep(x, flags(true, false)).toFloatArray());
    }

    @Test
    void bfloat16HasEightBits() {
        NDArray x = manager.create(new float[] {1, 1.00390625f, 1.01171875f, -3.14159f});
        // Halfway goes to the even neighbour.
        assertArrayEquals(
                new float[] {1, 1, 1.015625f, -3.140625f}, Rounding.bfloat16(x).toFloatArray());
    }

    private NDArray flags(boolean... present) {
        ByteBuffer bytes = ByteBuffer.allocateDirect(present.length);
        for (int b = 0; b < present.length; b++) {
            bytes.put(b, (byte) (present[b] ? 1 : 0));
        }
        return Arithmetic.array(manager, bytes, new Shape(present.length, 1, 1, 1), DataType.BOOLEAN);
    }
}
