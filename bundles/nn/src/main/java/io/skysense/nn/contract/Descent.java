// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.nn.contract;

import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.skysense.api.model.Network;
import io.skysense.engine.GradMode;
import io.skysense.engine.ops.Autograd;
import io.skysense.engine.ops.Foreach;
import java.util.function.Supplier;

/** Training of a network for a test: plain steps down the gradient, whose norm is cut at 1. */
final class Descent {

    private static final int STEPS = 40;
    private static final double RATE = 0.05;

    private final NDManager manager;
    private final NDList parameters = new NDList();
    private float loss;

    Descent(Network network, NDManager manager) {
        this.manager = manager;
        network.block().getParameters().values().forEach(p -> {
            if (p.requiresGradient()) {
                p.getArray().setRequiresGradient(true);
                parameters.add(p.getArray());
            }
        });
    }

    /** {@return how many parameters are trained} */
    int parameters() {
        return parameters.size();
    }

    /** {@return the gradient of a loss for each trained parameter} */
    NDList gradients(Supplier<NDArray> forward) {
        try (GradMode on = GradMode.on()) {
            NDArray value = forward.get();
            loss = value.getFloat();
            return Autograd.gradients(manager, value, parameters);
        }
    }

    /** {@return the loss that {@link #gradients} has seen last} */
    float loss() {
        return loss;
    }

    /** {@return the loss before the step} */
    float step(Supplier<NDArray> forward) {
        NDList gradients = gradients(forward);
        try (GradMode off = GradMode.off();
                NDArray rate = manager.create((float) -RATE);
                NDArray norm = Foreach.clipNorm(manager, gradients, 1)) {
            assertTrue(Float.isFinite(norm.getFloat()), "the gradient's norm is " + norm.getFloat());
            Foreach.scale(gradients, rate);
            Foreach.add(parameters, gradients);
        }
        return loss;
    }

    /** {@return the loss before the last of some steps} */
    float steps(Supplier<NDArray> forward) {
        for (int i = 1; i < STEPS; i++) {
            step(forward);
        }
        return loss;
    }
}
