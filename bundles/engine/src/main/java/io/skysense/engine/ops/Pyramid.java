// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.engine.ops;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import io.skysense.engine.script.Script;

/** Works on maps of several resolutions at once. */
public final class Pyramid {

    private static final Script SCRIPT = Script.load(Pyramid.class, "pyramid.torchscript");

    /** Operations of the convolution at full size from which many small products are faster than one large. */
    private static final double LARGE = 1e9;

    private Pyramid() {}

    /**
     * Enlarges all levels bilinearly to the size of the first, puts their channels side by side, and convolves them at
     * stride 1 with zeros beyond the border; the size is kept.
     *
     * <p>In a large convolution no level is enlarged before it is convolved: the weights of a tap and the interpolation
     * are linear in different axes, so their order does not matter, and at the pixels of a coarse level a tap costs a
     * fraction.
     *
     * @param levels (B, I_i, h_i, w_i), the first of the size of the result
     * @param weight (O, I, k, k), k odd, I the sum of all I_i
     * @param alignCorners whether the centres of corner pixels stay in place
     * @param bf16 whether the products with the weights are in bfloat16
     * @return (B, O, h_0, w_0) of the levels' type
     */
    public static NDArray conv2d(NDList levels, NDArray weight, boolean alignCorners, boolean bf16) {
        Shape finest = levels.head().getShape();
        double pixels = (double) finest.get(0) * finest.get(2) * finest.get(3);
        String way = 2 * pixels * weight.getShape().size() < LARGE ? "conv2d_enlarged" : "conv2d_coarse";
        return SCRIPT.callIn(levels.head().getManager(), way, levels, weight, alignCorners, bf16);
    }

    /** The same by the products of a large convolution, whatever the size. */
    static NDArray conv2dCoarse(NDList levels, NDArray weight, boolean alignCorners, boolean bf16) {
        return SCRIPT.callIn(levels.head().getManager(), "conv2d_coarse", levels, weight, alignCorners, bf16);
    }
}
