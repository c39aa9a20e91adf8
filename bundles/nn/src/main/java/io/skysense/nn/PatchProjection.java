// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.initializer.Initializer;
import io.skysense.api.model.Precision;
import io.skysense.engine.ops.Patches;

/**
 * Turns patches of an image into tokens; sides that are no whole patches are padded with zeros. Parameters
 * {@code projection.weight} (C, bands, p, p) and {@code projection.bias} (C).
 */
public final class PatchProjection extends NamedBlock {

    private final int patch;
    private final int channels;
    private final Parameter weight;
    private final Parameter bias;
    private final boolean bf16;

    /**
     * Makes the block.
     *
     * @param bands bands of the image
     * @param channels C of a token
     * @param patch side of a patch in pixels, p
     * @param precision arithmetic of the product
     */
    public PatchProjection(int bands, int channels, int patch, Precision precision) {
        this.patch = patch;
        this.channels = channels;
        Initializer initializer = Initializers.uniformFanIn((long) bands * patch * patch);
        weight = productWeight("projection.weight", precision, initializer, channels, bands, patch, patch);
        bias = parameter("projection.bias", initializer, channels);
        bf16 = precision == Precision.BF16;
    }

    /**
     * Projects.
     *
     * @param image (B, bands, H, W)
     * @return (B, ceil(H/p), ceil(W/p), C)
     */
    public NDArray forward(NDArray image) {
        return Patches.embed(image, weight.getArray(), bias.getArray(), bf16);
    }

    @Override
    public NDList forward(NDList inputs, boolean training) {
        return new NDList(forward(inputs.singletonOrThrow()));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        Shape x = inputShapes[0];
        return new Shape[] {
            new Shape(x.get(0), (x.get(2) + patch - 1) / patch, (x.get(3) + patch - 1) / patch, channels)
        };
    }
}
