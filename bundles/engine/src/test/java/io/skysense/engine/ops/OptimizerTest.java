// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.engine.ops;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.skysense.engine.GradMode;
import io.skysense.engine.Torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Gradients as functions, and work on many arrays at once. */
class OptimizerTest {

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
    void gradientsAreZeroWhereTheLossDoesNotDepend() {
        NDArray x = leaf(1, 2);
        NDArray y = leaf(5);
        try (GradMode on = GradMode.on()) {
            NDList g = Autograd.gradients(manager, x.square().sum(), new NDList(x, y));
            assertArrayEquals(new float[] {2, 4}, g.get(0).toFloatArray());
            assertArrayEquals(new float[] {0}, g.get(1).toFloatArray());
        }
    }

    @Test
    void accumulateAddsToWhatIsThere() {
        NDArray x = leaf(1, 2);
        NDArray unused = leaf(5);
        NDList into = new NDList(manager.create(new float[] {10, 10}), manager.create(new float[] {7}));
        try (GradMode on = GradMode.on()) {
            Autograd.accumulate(x.square().sum(), new NDList(x, unused), into);
            Autograd.accumulate(
                    new NDList(x.mul(3)), new NDList(manager.create(new float[] {1, 2})), new NDList(x, unused), into);
        }
        assertArrayEquals(new float[] {15, 20}, into.get(0).toFloatArray());
        assertArrayEquals(new float[] {7}, into.get(1).toFloatArray());
    }

    @Test
    void accumulateKeepingLeavesASharedGraphForASecondProduct() {
        NDArray x = leaf(1, 2);
        NDList into = new NDList(manager.zeros(x.getShape()));
        try (GradMode on = GradMode.on()) {
            NDArray shared = x.square();
            Autograd.accumulateKeeping(shared.sum(), new NDList(x), into);
            Autograd.accumulateKeeping(
                    new NDList(shared), new NDList(manager.create(new float[] {1, 1})), new NDList(x), into);
            Autograd.accumulate(shared.mul(2).sum(), new NDList(x), into);
        }
        assertArrayEquals(new float[] {8, 16}, into.get(0).toFloatArray());
    }

    @Test
    void zeroClearsWhatIsNotFinite() {
        NDArray x = manager.create(new float[] {Float.NaN, Float.NEGATIVE_INFINITY, -1});
        try (GradMode off = GradMode.off()) {
            Foreach.zero(new NDList(x));
        }
        assertArrayEquals(new float[] {0, 0, 0}, x.toFloatArray());
    }

    @Test
    void resultsOfALeafAreTrackedWhileRecordingIsOn() {
        NDArray x = leaf(1, 2);
        try (GradMode on = GradMode.on()) {
            assertTrue(Autograd.tracks(x));
            assertTrue(Autograd.tracks(x.mul(2)));
            assertFalse(Autograd.tracks(Autograd.detach(x.mul(2))));
        }
        try (GradMode off = GradMode.off()) {
            assertFalse(Autograd.tracks(x.mul(2)));
        }
    }

    @Test
    void detachCutsTheHistory() {
        NDArray x = leaf(3);
        try (GradMode on = GradMode.on()) {
            NDArray cut = Autograd.detach(x.mul(2)).sum();
            assertThrows(EngineException.class, () -> Autograd.gradients(manager, cut, new NDList(x)));
        }
    }

    @Test
    void clipScalesToTheCommonNorm() {
        NDList g = new NDList(manager.create(new float[] {3}), manager.create(new float[] {-4}));
        assertEquals(5, Foreach.norm(manager, g).getFloat(), 1e-6);
        assertEquals(5, Foreach.clipNorm(manager, g, 1).getFloat(), 1e-6);
        assertArrayEquals(new float[] {0.6f}, g.get(0).toFloatArray(), 1e-5f);
        assertArrayEquals(new float[] {-0.8f}, g.get(1).toFloatArray(), 1e-5f);
        Foreach.clipNorm(manager, g, 100);
        assertArrayEquals(new float[] {0.6f}, g.get(0).toFloatArray(), 1e-5f);
    }

    @Test
    void lerpAddScaleAndCopyWorkInPlace() {
        NDList a = new NDList(manager.create(new float[] {1, 2}));
        NDList b = new NDList(manager.create(new float[] {3, 6}));
        Foreach.lerp(a, b, 0.5);
        assertArrayEquals(new float[] {2, 4}, a.head().toFloatArray());
        Foreach.add(a, b);
        assertArrayEquals(new float[] {5, 10}, a.head().toFloatArray());
        Foreach.scale(a, manager.create(2f));
        assertArrayEquals(new float[] {10, 20}, a.head().toFloatArray());
        Foreach.copy(a, b);
        assertArrayEquals(new float[] {3, 6}, a.head().toFloatArray());
    }

    @Test
    void fusedAdamWFollowsItsFormula() {
        double lr = 0.1;
        double b1 = 0.9;
        double b2 = 0.99;
        double wd = 0.05;
        double eps = 1e-8;
        double[] w = {1, -2};
        double[][] grads = {{0.5, -1}, {0.2, 3}, {-0.7, 0.1}};
        double[] m = new double[2];
        double[] v = new double[2];
        NDArray param = leaf(1, -2);
        Foreach.AdamGroup group = new Foreach.AdamGroup(
                new NDList(param),
                new NDList(manager.zeros(param.getShape())),
                new NDList(manager.zeros(param.getShape())),
                new NDList(manager.zeros(param.getShape())),
                new NDList(manager.create(0f)));
        for (int t = 1; t <= grads.length; t++) {
            for (int i = 0; i < 2; i++) {
                double g = grads[t - 1][i];
                w[i] *= 1 - lr * wd;
                m[i] = b1 * m[i] + (1 - b1) * g;
                v[i] = b2 * v[i] + (1 - b2) * g * g;
                w[i] -= lr / (1 - Math.pow(b1, t)) * m[i] / (Math.sqrt(v[i] / (1 - Math.pow(b2, t))) + eps);
            }
            try (GradMode off = GradMode.off()) {
                group.grads().head().set(new float[] {(float) grads[t - 1][0], (float) grads[t - 1][1]});
                Foreach.adamW(group, lr, b1, b2, wd, eps);
            }
            assertArrayEquals(new float[] {(float) w[0], (float) w[1]}, param.toFloatArray(), 1e-6f);
            assertEquals(t, group.steps().head().getFloat());
        }
    }

    private NDArray leaf(float... values) {
        NDArray x = manager.create(values);
        x.setRequiresGradient(true);
        return x;
    }
}
