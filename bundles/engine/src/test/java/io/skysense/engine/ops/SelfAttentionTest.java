// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.engine.ops;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.skysense.engine.Torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Attention of all tokens, and the positions they have, against their definitions. */
class SelfAttentionTest {

    private NDManager manager;

    @BeforeEach
    void open() {
        manager = Torch.newManager(Device.cpu());
        Torch.seed(6);
    }

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void eachHeadAttendsForItself() {
        NDArray x = normal(2, 5, 6);
        Attention.Weights weights = new Attention.Weights(normal(18, 6), normal(18), normal(6, 6), normal(6));
        NDArray qkv = x.matMul(weights.in().transpose()).add(weights.inBias());
        NDArray heads = qkv.reshape(2, 5, 3, 2, 3).transpose(2, 0, 3, 1, 4);
        NDArray scores = heads.get(0).matMul(heads.get(1).transpose(0, 1, 3, 2)).div((float) Math.sqrt(3));
        NDArray mixed =
                scores.softmax(-1).matMul(heads.get(2)).transpose(0, 2, 1, 3).reshape(2, 5, 6);
        NDArray expected = mixed.matMul(weights.out().transpose()).add(weights.outBias());
        assertClose(expected, Attention.selfAttention(x, weights, 2, false), 1e-4f);
        assertClose(expected, Attention.selfAttention(x, weights, 2, true), 0.3f);
    }

    @Test
    void biasesMayBeLeftOut() {
        NDArray x = normal(1, 4, 6);
        NDArray in = normal(18, 6);
        NDArray out = normal(6, 6);
        NDArray zeros = Attention.selfAttention(
                x, new Attention.Weights(in, manager.zeros(new Shape(18)), out, manager.zeros(new Shape(6))), 3, false);
        assertClose(zeros, Attention.selfAttention(x, new Attention.Weights(in, null, out, null), 3, false), 1e-6f);
    }

    @Test
    void narrowHeadsLoseNothingOverThousandsOfTokens() {
        NDArray x = normal(1, 4096, 8);
        Attention.Weights weights = new Attention.Weights(normal(24, 8), normal(24), normal(8, 8), normal(8));
        Attention.Weights exact = new Attention.Weights(
                weights.in().toType(DataType.FLOAT64, true),
                weights.inBias().toType(DataType.FLOAT64, true),
                weights.out().toType(DataType.FLOAT64, true),
                weights.outBias().toType(DataType.FLOAT64, true));
        NDArray expected = Attention.selfAttention(x.toType(DataType.FLOAT64, true), exact, 2, false);
        NDArray actual = Attention.selfAttention(x, weights, 2, false).toType(DataType.FLOAT64, true);
        double error = expected.sub(actual).square().mean().getDouble()
                / expected.square().mean().getDouble();
        // Summed in float32 with one accumulator it is about 1e-6.
        assertTrue(Math.sqrt(error) < 5e-7, "relative error " + Math.sqrt(error));
    }

    @Test
    void aGridOfAsManyTokensTakesPositionsAsTheyAre() {
        NDArray x = normal(2, 2, 8, 3);
        NDArray table = normal(1, 16, 3);
        assertClose(x.reshape(2, 16, 3).add(table), Positions.add(x, table, 4), 0);
        NDArray other = normal(2, 3, 5, 3);
        NDArray grid = Resize.bicubic(table.reshape(1, 4, 4, 3).transpose(0, 3, 1, 2), 3, 5, false);
        NDArray expected = other.add(grid.transpose(0, 2, 3, 1)).reshape(2, 15, 3);
        assertClose(expected, Positions.add(other, table, 4), 1e-6f);
    }

    @Test
    void gradientsAreThoseOfTheValues() {
        GradientCheck.check(
                in -> Attention.selfAttention(
                        in.get(0), new Attention.Weights(in.get(1), in.get(2), in.get(3), in.get(4)), 2, false),
                1,
                new Shape(1, 3, 4),
                new Shape(12, 4),
                new Shape(12),
                new Shape(4, 4),
                new Shape(4));
        GradientCheck.check(in -> Positions.add(in.get(0), in.get(1), 2), 2, new Shape(1, 3, 1, 2), new Shape(1, 4, 2));
    }

    private NDArray normal(long... shape) {
        return manager.randomNormal(new Shape(shape));
    }

    private static void assertClose(NDArray expected, NDArray actual, float tolerance) {
        assertEquals(expected.getShape(), actual.getShape());
        assertArrayEquals(expected.toFloatArray(), actual.toFloatArray(), tolerance);
    }
}
