// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import io.skysense.api.model.Precision;
import io.skysense.engine.ops.Activations;

/** A convolution without bias, a batch norm and a ReLU: {@code conv} and {@code bn}, mmcv's names. */
public final class ConvModule extends NamedBlock {

    private final Conv2d conv;
    private final BatchNorm2d bn;

    /**
     * Makes the block.
     *
     * @param inputs channels in
     * @param outputs channels out
     * @param kernel side of the kernel, odd; the size of the image is kept
     * @param precision arithmetic of the product
     */
    public ConvModule(int inputs, int outputs, int kernel, Precision precision) {
        conv = child("conv", Conv2d.beforeNorm(inputs, outputs, kernel, precision));
        bn = child("bn", new BatchNorm2d(outputs));
    }

    /**
     * Applies the three.
     *
     * @param x (B, inputs, H, W)
     * @param training whether the batch's own statistics are used
     * @return (B, outputs, H, W)
     */
    public NDArray forward(NDArray x, boolean training) {
        return normed(conv.forward(x), training);
    }

    /**
     * Applies the three to levels enlarged to the size of the first and put side by side.
     *
     * @param levels (B, C_i, H_i, W_i), fine to coarse; all C_i make up the inputs
     * @param alignCorners whether enlarging keeps the centres of corner pixels in place
     * @param training whether the batch's own statistics are used
     * @return (B, outputs, H_0, W_0)
     */
    public NDArray pyramid(NDList levels, boolean alignCorners, boolean training) {
        return normed(conv.pyramid(levels, alignCorners), training);
    }

    private NDArray normed(NDArray product, boolean training) {
        try (product;
                NDArray normed = bn.forward(product, training)) {
            return Activations.relu(normed);
        }
    }

    @Override
    public NDList forward(NDList inputs, boolean training) {
        return new NDList(forward(inputs.singletonOrThrow(), training));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        return conv.getOutputShapes(inputShapes);
    }
}
