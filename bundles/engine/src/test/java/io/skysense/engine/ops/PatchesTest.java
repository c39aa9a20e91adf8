// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.engine.ops;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.skysense.engine.Torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Patches against convolution and unfolding. */
class PatchesTest {

    private NDManager manager;

    @BeforeEach
    void open() {
        manager = Torch.newManager(Device.cpu());
        Torch.seed(4);
    }

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void embeddingIsAConvolutionOfItsStride() {
        NDArray x = normal(2, 3, 8, 12);
        NDArray weight = normal(5, 3, 4, 4);
        NDArray bias = normal(5);
        NDArray expected = Linear.conv2d(x, weight, bias, 4, 0, 1, 1, false).transpose(0, 2, 3, 1);
        assertClose(expected, Patches.embed(x, weight, bias, false), 1e-4f);
        assertClose(expected, Patches.embed(x, weight, bias, true), 0.3f);
        assertClose(
                expected,
                Patches.embed(x.transpose(0, 2, 3, 1).duplicate().transpose(0, 3, 1, 2), weight, bias, false),
                1e-4f);
    }

    @Test
    void embeddingPadsAtTheBottomAndRight() {
        NDArray x = normal(1, 2, 5, 6);
        NDArray weight = normal(3, 2, 4, 4);
        NDArray bias = normal(3);
        NDArray padded = Layout.pad(x, 0, 2, 0, 3, 0);
        assertClose(Patches.embed(padded, weight, bias, false), Patches.embed(x, weight, bias, false), 0);
    }

    @Test
    void mergingOrdersChannelsBeforePixels() {
        NDArray x = normal(2, 4, 6, 3);
        NDArray weight = normal(7, 12);
        NDArray unfolded = Layout.unfold(x.transpose(0, 3, 1, 2), 2, 2).transpose(0, 2, 1);
        NDArray expected = unfolded.matMul(weight.transpose()).reshape(2, 2, 3, 7);
        assertClose(expected, Patches.merge(x, weight, false), 1e-4f);
        assertClose(expected, Patches.merge(x, weight, true), 0.3f);
    }

    @Test
    void mergingPadsOddSides() {
        NDArray x = normal(1, 3, 5, 2);
        NDArray weight = normal(4, 8);
        NDArray y = Patches.merge(x, weight, false);
        assertEquals(new Shape(1, 2, 3, 4), y.getShape());
        NDArray padded = Layout.pad(x.transpose(0, 3, 1, 2), 0, 1, 0, 1, 0)
                .transpose(0, 2, 3, 1)
                .duplicate();
        assertClose(Patches.merge(padded, weight, false), y, 0);
    }

    @Test
    void gradientsAreThoseOfTheValues() {
        GradientCheck.check(
                in -> Patches.embed(in.get(0), in.get(1), in.get(2), false),
                1,
                new Shape(1, 2, 3, 4),
                new Shape(3, 2, 2, 2),
                new Shape(3));
        GradientCheck.check(
                in -> Patches.merge(in.get(0), in.get(1), false), 2, new Shape(1, 3, 4, 2), new Shape(3, 8));
    }

    private NDArray normal(long... shape) {
        return manager.randomNormal(new Shape(shape));
    }

    private static void assertClose(NDArray expected, NDArray actual, float tolerance) {
        assertEquals(expected.getShape(), actual.getShape());
        assertArrayEquals(expected.toFloatArray(), actual.toFloatArray(), tolerance);
    }
}
