// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.encoder.hr;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import io.skysense.api.model.Precision;
import io.skysense.nn.LayerNorm;
import io.skysense.nn.NamedBlock;
import io.skysense.nn.PatchProjection;

/** Turns patches of an image into normalised tokens; sides that are no whole patches are padded with zeros. */
final class PatchEmbed extends NamedBlock {

    private final PatchProjection projection;
    private final LayerNorm norm;

    /**
     * Makes the block.
     *
     * @param bands bands of the image
     * @param channels C of a token
     * @param patch side of a patch in pixels
     * @param precision arithmetic of the product
     */
    PatchEmbed(int bands, int channels, int patch, Precision precision) {
        projection = child("", new PatchProjection(bands, channels, patch, precision));
        norm = child("norm", new LayerNorm(channels, SwinV2.EPS));
    }

    /**
     * Embeds.
     *
     * @param image (B, bands, H, W)
     * @return (B, ceil(H/patch), ceil(W/patch), C)
     */
    NDArray forward(NDArray image) {
        try (NDArray tokens = projection.forward(image)) {
            return norm.forward(tokens);
        }
    }

    @Override
    public NDList forward(NDList inputs, boolean training) {
        return new NDList(forward(inputs.singletonOrThrow()));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        return projection.getOutputShapes(inputShapes);
    }
}
