// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.engine.ops;

import ai.djl.ndarray.NDArray;
import io.skysense.engine.script.Script;

/** Pointwise functions. */
public final class Activations {

    private static final Script SCRIPT = Script.load(Activations.class, "activation.torchscript");

    private Activations() {}

    /**
     * The exact Gaussian error linear unit, {@code x * Phi(x)} (Hendrycks and Gimpel 2016).
     *
     * @param x any shape
     * @return the shape of x
     */
    public static NDArray gelu(NDArray x) {
        return SCRIPT.call("gelu", x);
    }

    /**
     * {@code max(x, 0)}.
     *
     * @param x any shape
     * @return the shape of x
     */
    public static NDArray relu(NDArray x) {
        return SCRIPT.call("relu", x);
    }

    /**
     * {@code max(x, slope * x)}.
     *
     * @param x any shape
     * @param slope for negative x
     * @return the shape of x
     */
    public static NDArray leakyRelu(NDArray x, double slope) {
        return SCRIPT.call("leaky_relu", x, slope);
    }
}
