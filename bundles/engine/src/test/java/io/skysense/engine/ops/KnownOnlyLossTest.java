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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Losses over labels of which some are not known, against their formulas. */
class KnownOnlyLossTest {

    private static final double NONE = Double.NaN;

    private NDManager manager;

    @BeforeEach
    void open() {
        manager = Torch.newManager(Device.cpu());
    }

    @AfterEach
    void close() {
        manager.close();
    }

    private NDArray of(double... values) {
        return manager.create(values);
    }

    @Test
    void errorsAreAveragedOverWhatIsKnown() {
        NDArray x = of(1, 2, 3, 7);
        NDArray target = of(1.5, NONE, 1, 7);

        assertEquals((0.5 + 2 + 0) / 3, Loss.absolute(x, target).getDouble(), 1e-12);
        assertEquals((0.25 + 4 + 0) / 3, Loss.squared(x, target).getDouble(), 1e-12);
        assertEquals(
                (0.125 + 0.75 * (2 - 0.375)) / 3, Loss.huber(x, target, 0.75).getDouble(), 1e-12);
    }

    @Test
    void whereNothingIsKnownTheLossIsNothing() {
        NDArray x = of(1, 2);
        NDArray none = of(NONE, NONE);

        assertEquals(0, Loss.absolute(x, none).getDouble());
        assertEquals(0, Loss.squared(x, none).getDouble());
        assertEquals(0, Loss.huber(x, none, 1).getDouble());
        NDArray logits = x.reshape(1, 2);
        NDArray shares = none.reshape(1, 2);
        assertEquals(0, Loss.presence(logits, shares, 0, null).getDouble());
        assertEquals(0, Loss.majority(logits, shares, null, 0).getDouble());
    }

    @Test
    void gradientsAreThoseOfTheFormulasAndLeaveTheUnknownAlone() {
        Shape shape = new Shape(2, 3);
        double[] target = {0.5, NONE, -1, 2, 0, NONE};
        GradientCheck.check(x -> Loss.absolute(x.head(), like(x.head(), target)), 1, shape);
        GradientCheck.check(x -> Loss.squared(x.head(), like(x.head(), target)), 2, shape);
        GradientCheck.check(x -> Loss.huber(x.head(), like(x.head(), target), 0.7), 3, shape);
        double[] shares = {0.5, 0.2, 0.3, NONE, 0, 1};
        GradientCheck.check(x -> Loss.presence(x.head(), like(x.head(), shares), 0.25, null), 4, shape);
        GradientCheck.check(x -> Loss.majority(x.head(), like(x.head(), shares), null, 0.1), 5, shape);
    }

    private static NDArray like(NDArray x, double... values) {
        return x.getManager().create(values).reshape(x.getShape());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aClassIsThereWhereItsShareIsAboveTheLeast(boolean weighed) {
        double[] logits = {2, -1, 0.5, 1, 3, -2};
        double[] shares = {0.6, 0.1, NONE, 0, 0.2, 0.8};
        double[] weights = {1, 3, 2};
        double sum = 0;
        int known = 0;
        for (int i = 0; i < logits.length; i++) {
            if (!Double.isNaN(shares[i])) {
                double p = 1 / (1 + Math.exp(-logits[i]));
                boolean there = shares[i] > 0.15;
                sum -= there ? (weighed ? weights[i % 3] : 1) * Math.log(p) : Math.log(1 - p);
                known++;
            }
        }
        NDArray weight = weighed ? of(weights) : null;

        NDArray loss = Loss.presence(of(logits).reshape(2, 3), of(shares).reshape(2, 3), 0.15, weight);

        assertEquals(sum / known, loss.getDouble(), 1e-12);
    }

    @Test
    void anImageIsOfTheClassOfItsLargestShare() {
        NDArray logits = of(2, -1, 0.5, 1, 3, -2, 0, 0, 9).reshape(3, 3);
        NDArray shares = of(0.3, 0.6, 0.1, NONE, 0, 1, 1, 0, 0).reshape(3, 3);
        double first = Math.log(Math.exp(2) + Math.exp(-1) + Math.exp(0.5)) + 1;
        double last = Math.log(2 + Math.exp(9));

        assertEquals((first + last) / 2, Loss.majority(logits, shares, null, 0).getDouble(), 1e-12);
        assertEquals(
                (5 * first + 2 * last) / 7,
                Loss.majority(logits, shares, of(2, 5, 1), 0).getDouble(),
                1e-12);
    }

    @Test
    void indicesAreCountedWithoutTheFirstClass() {
        NDArray labels = manager.create(new long[] {0, 1, 2, 255, 4});

        assertArrayEquals(
                new long[] {255, 0, 1, 255, 3}, ClassIndices.within(labels, 255).toLongArray());
        assertArrayEquals(
                new long[] {0, 1, 1, 255, 1}, ClassIndices.any(labels, 255).toLongArray());
    }
}
