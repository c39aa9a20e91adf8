// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.engine.ops;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.skysense.engine.Torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Branches that are normalised after they ran, and the stochastic depth before it. */
class ResidualTest {

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
    void aBranchIsNormalisedAndAdded() {
        NDArray x = manager.randomNormal(new Shape(2, 3, 4));
        NDArray branch = manager.randomNormal(new Shape(2, 3, 4));
        NDArray weight = manager.randomNormal(new Shape(4));
        NDArray bias = manager.randomNormal(new Shape(4));
        NDArray expected = x.add(Norm.layer(branch, weight, bias, 1e-5));
        NDArray y = Norm.residual(x, branch, null, weight, bias, 1e-5);
        assertArrayEquals(expected.toFloatArray(), y.toFloatArray(), 1e-6f);
    }

    @Test
    void aDroppedSampleGetsTheBias() {
        NDArray x = manager.randomNormal(new Shape(2, 3, 4));
        NDArray branch = manager.randomNormal(new Shape(2, 3, 4));
        NDArray bias = manager.randomNormal(new Shape(4));
        NDArray keep = manager.create(new float[] {0, 2}, new Shape(2, 1, 1));
        NDArray y = Norm.residual(x, branch, keep, manager.ones(new Shape(4)), bias, 1e-5);
        assertArrayEquals(x.get(0).add(bias).toFloatArray(), y.get(0).toFloatArray(), 1e-6f);
        // The scale of a kept sample goes in the norm.
        NDArray kept = Norm.residual(x, branch, null, manager.ones(new Shape(4)), bias, 1e-5);
        assertArrayEquals(kept.get(1).toFloatArray(), y.get(1).toFloatArray(), 1e-4f);
    }

    @Test
    void gradientsAreThoseOfTheValues() {
        NDArray keep = manager.create(new double[] {0.5, 2}, new Shape(2, 1, 1));
        GradientCheck.check(
                in -> Norm.residual(in.get(0), in.get(1), keep, in.get(2), in.get(3), 1e-5),
                3,
                new Shape(2, 2, 3),
                new Shape(2, 2, 3),
                new Shape(3),
                new Shape(3));
    }

    @Test
    void keepFactorsDropWithTheirProbabilityAndKeepTheMean() {
        NDArray like = manager.zeros(new Shape(10_000, 2, 2, 3));
        NDArray keep = Random.keepFactors(like, 0.2);
        assertEquals(new Shape(10_000, 1, 1, 1), keep.getShape());
        float[] values = keep.toFloatArray();
        int kept = 0;
        for (float v : values) {
            assertTrue(v == 0 || v == 1.25f, String.valueOf(v));
            kept += v > 0 ? 1 : 0;
        }
        assertEquals(8_000, kept, 200);
    }
}
