// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.backbone;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import io.skysense.api.model.Precision;
import io.skysense.engine.ops.Layout;
import io.skysense.nn.Conv2d;
import io.skysense.nn.NamedBlock;

/** Brings features to a finer grid and another width: a convolution of side 1, then channels become space. */
final class UpHead extends NamedBlock {

    private final int outputs;
    private final int scale;
    private final Conv2d decoder;

    /**
     * Makes the block.
     *
     * @param inputs channels C
     * @param outputs channels D
     * @param scale how many times finer the grid becomes
     * @param precision arithmetic of the product
     */
    UpHead(int inputs, int outputs, int scale, Precision precision) {
        this.outputs = outputs;
        this.scale = scale;
        decoder =
                child("decoder.0", new Conv2d(inputs, Math.multiplyExact(outputs, scale * scale), 1, 1, 0, precision));
    }

    /**
     * Enlarges.
     *
     * @param x (B, C, H, W)
     * @return (B, D, scale*H, scale*W)
     */
    NDArray forward(NDArray x) {
        try (NDArray wide = decoder.forward(x)) {
            return Layout.pixelShuffle(wide, scale);
        }
    }

    @Override
    public NDList forward(NDList inputs, boolean training) {
        return new NDList(forward(inputs.singletonOrThrow()));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        Shape x = inputShapes[0];
        return new Shape[] {new Shape(x.get(0), outputs, x.get(2) * scale, x.get(3) * scale)};
    }
}
