// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.engine.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;

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

/** The losses of segmentation against numbers worked out by hand. */
class SegmentationLossTest {

    private static final int IGNORE = 255;

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
    void crossEntropyIsTheWeightedMeanOverWhatCounts() {
        // Probabilities of class 1: 1/2, 3/4 and one pixel that does not count.
        NDArray logits = manager.create(new float[] {0, 0, 5, 0, (float) Math.log(3), -7}, new Shape(1, 2, 1, 3));
        NDArray labels = labels(0, 1, IGNORE);
        double first = Math.log(2);
        double second = -Math.log(0.75);
        assertEquals(
                (first + second) / 2,
                Loss.segmentation(logits, labels, null, IGNORE).getFloat(),
                1e-6);
        NDArray weight = manager.create(new float[] {1, 3});
        assertEquals(
                (first + 3 * second) / 4,
                Loss.segmentation(logits, labels, weight, IGNORE).getFloat(),
                1e-6);
        assertEquals(
                Loss.crossEntropy(logits, labels, weight, IGNORE, 0).getFloat(),
                Loss.segmentation(logits, labels, weight, IGNORE).getFloat(),
                1e-6);
    }

    @Test
    void diceIsOneMinusTheMeanOverlap() {
        NDArray logits = manager.create(new float[] {0, 0, 5, 0, (float) Math.log(3), -7}, new Shape(1, 2, 1, 3));
        NDArray labels = labels(0, 1, IGNORE);
        double zero = (2 * 0.5 + 1) / (0.5 + 0.25 + 1 + 1);
        double one = (2 * 0.75 + 1) / (0.5 + 0.75 + 1 + 1);
        assertEquals(1 - (zero + one) / 2, Loss.dice(logits, labels, IGNORE).getFloat(), 1e-6);
        NDArray sure = manager.create(new float[] {50, -50, 0, -50, 50, 0}, new Shape(1, 2, 1, 3));
        assertEquals(0, Loss.dice(sure, labels, IGNORE).getFloat(), 1e-6);
    }

    @Test
    void balancedCrossEntropyWeighsBackgroundAndTheRestAlike() {
        // Probabilities of the true classes: 1/2 of background twice, 3/4 of class 1, and one pixel that does not
        // count.
        NDArray logits = manager.create(new float[] {0, 0, 0, 0, 0, 0, (float) Math.log(3), 9}, new Shape(1, 2, 1, 4));
        NDArray labels = manager.create(new long[] {0, 0, 1, -100}, new Shape(1, 1, 4));
        double expected = (Math.log(2) - Math.log(0.75)) / 2;
        assertEquals(expected, Loss.balanced(logits, labels).getFloat(), 1e-6);
        NDArray none = manager.create(new long[] {-1, -1, -1, -1}, new Shape(1, 1, 4));
        assertEquals(0, Loss.balanced(logits, none).getFloat());
        GradientCheck.check(in -> Loss.balanced(in.get(0), labels), 7, new Shape(1, 3, 1, 4));
    }

    @Test
    void nothingThatCountsIsNoLossAndNoGradient() {
        try (GradMode on = GradMode.on()) {
            NDArray logits = manager.create(new float[] {0, 1, 5, 0, 2, -7}, new Shape(1, 2, 1, 3));
            logits.setRequiresGradient(true);
            NDArray labels = labels(IGNORE, IGNORE, IGNORE);
            NDArray loss = Loss.segmentation(logits, labels, manager.create(new float[] {1, 2}), IGNORE);
            assertEquals(0, loss.getFloat());
            NDArray gradient =
                    Autograd.gradients(manager, loss, new NDList(logits)).head();
            assertEquals(0, gradient.abs().sum().getFloat());
            assertEquals(0, Loss.dice(logits, labels, IGNORE).getFloat());
        }
    }

    @Test
    void gradientsAreThoseOfTheValues() {
        NDArray labels = labels(0, 2, IGNORE, 1).reshape(1, 2, 2);
        NDArray weight = manager.create(new double[] {1, 2, 0.5});
        GradientCheck.check(x -> Loss.segmentation(x.head(), labels, weight, IGNORE), 1, new Shape(1, 3, 2, 2));
        GradientCheck.check(x -> Loss.dice(x.head(), labels, IGNORE), 2, new Shape(1, 3, 2, 2));
    }

    private NDArray labels(long... values) {
        return manager.create(values).reshape(1, 1, values.length);
    }
}
