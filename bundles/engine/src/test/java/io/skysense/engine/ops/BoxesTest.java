// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.engine.ops;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.skysense.engine.Torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Operators of detectors against their formulas. */
class BoxesTest {

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
    void pixelsOfLevelsFollowEachOther() {
        NDArray fine = manager.create(new float[] {1, 2, 3, 4, 5, 6, 7, 8}, new Shape(1, 2, 2, 2));
        NDArray coarse = manager.create(new float[] {9, 10}, new Shape(1, 2, 1, 1));

        NDArray joined = Boxes.joined(new NDList(fine, coarse));

        assertEquals(new Shape(1, 5, 2), joined.getShape());
        assertArrayEquals(new float[] {1, 5, 2, 6, 3, 7, 4, 8, 9, 10}, joined.toFloatArray());
        NDArray chosen = Boxes.rows(joined, manager.create(new long[] {4, 1}));
        assertArrayEquals(new float[] {9, 10, 2, 6}, chosen.toFloatArray());
    }

    @Test
    void theFocalLossWeighsWhatIsMissedAndCountsWhatIsKnown() {
        double[] x = {0.3, -1.2, 2, 0.5};
        double[] t = {1, 0, 0, 1};
        double[] counts = {1, 0};
        double sum = 0;
        for (int i = 0; i < 4; i++) {
            double p = 1 / (1 + Math.exp(-x[i]));
            double right = t[i] == 1 ? p : 1 - p;
            double alpha = t[i] == 1 ? 0.3 : 0.7;
            sum -= counts[i / 2] * alpha * Math.pow(1 - right, 2) * Math.log(right);
        }

        NDArray loss = Boxes.focalSum(
                manager.create(x).reshape(2, 2),
                manager.create(t).reshape(2, 2),
                manager.create(counts).reshape(2, 1),
                0.3,
                2);

        assertEquals(sum, loss.getDouble(), 1e-12);
    }

    @Test
    void giouTellsHowFarBoxesAreFromEachOther() {
        // Both 4 by 4 around the point, one two pixels to the right: 8 in common of 24, in a hull of 24.
        NDArray said = manager.create(new double[] {2, 2, 2, 2}).reshape(1, 4);
        NDArray truth = manager.create(new double[] {0, 4, 2, 2}).reshape(1, 4);
        NDArray weight = manager.create(new double[] {3});

        assertEquals(3 * (1 - 8 / 24.0), Boxes.giouSum(said, truth, weight).getDouble(), 1e-9);
        assertEquals(0, Boxes.giouSum(said, said, weight).getDouble(), 1e-9);
    }

    @Test
    void confidenceIsTheRootOfBothProbabilities() {
        NDArray scores = manager.create(new double[] {0, Math.log(3)}).reshape(1, 1, 2);
        NDArray centre = manager.create(new double[] {0}).reshape(1, 1, 1);

        double[] both = Boxes.confidence(scores, centre).toDoubleArray();

        assertEquals(0.5, both[0], 1e-12);
        assertEquals(Math.sqrt(0.375), both[1], 1e-12);
    }

    @Test
    void gradientsAreThoseOfTheFormulas() {
        Shape two = new Shape(2, 4);
        GradientCheck.check(x -> Boxes.distances(x.get(0), x.get(1), 4), 1, two, new Shape(1));
        GradientCheck.check(x -> Boxes.focalSum(x.head(), ones(x, 2, 4), ones(x, 2, 1), 0.25, 2), 2, two);
        GradientCheck.check(
                x -> Boxes.giouSum(
                        x.head().exp(),
                        x.head()
                                .getManager()
                                .create(new double[] {1, 2, 3, 1, 2, 2, 1, 1})
                                .reshape(two),
                        ones(x, 2)),
                3,
                two);
        GradientCheck.check(x -> Boxes.entropySum(x.head(), ones(x, 3)), 4, new Shape(3));
        GradientCheck.check(
                x -> Boxes.rows(
                        Boxes.joined(new NDList(x.get(0), x.get(1))),
                        x.head().getManager().create(new long[] {0, 4, 4})),
                5,
                new Shape(1, 2, 2, 2),
                new Shape(1, 2, 1, 1));
    }

    private static NDArray ones(NDList like, long... shape) {
        return like.head().getManager().ones(new Shape(shape), like.head().getDataType());
    }

    @Test
    void groupsOfChannelsAreNormalisedByThemselves() {
        NDArray x = manager.create(new double[] {1, 3, 5, 7, 10, 30, 50, 70}).reshape(1, 4, 1, 2);
        NDArray weight = manager.create(new double[] {1, 2, 1, 1});
        NDArray bias = manager.create(new double[] {0, 0, 0, 1});

        double[] y = Norm.group(x, weight, bias, 2, 0).toDoubleArray();

        double std = Math.sqrt(5);
        assertEquals(-3 / std, y[0], 1e-9);
        assertEquals(2 * 3 / std, y[3], 1e-9);
        assertEquals(-3 / std, y[4], 1e-9);
        assertEquals(3 / std + 1, y[7], 1e-9);
        GradientCheck.check(
                in -> Norm.group(in.get(0), in.get(1), in.get(2), 2, 1e-5),
                6,
                new Shape(2, 4, 2, 2),
                new Shape(4),
                new Shape(4));
    }
}
