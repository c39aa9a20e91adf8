// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.backbone.completion;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.initializer.Initializer;
import io.skysense.api.model.Precision;
import io.skysense.engine.ops.Codes;
import io.skysense.engine.ops.Pooling;
import io.skysense.engine.ops.Resize;
import io.skysense.nn.Conv2d;
import io.skysense.nn.Initializers;
import io.skysense.nn.NamedBlock;

/**
 * Features of one modality to scores of codes on a grid four times coarser, and back.
 *
 * <p>A pixel is not the nearest code (van den Oord et al. 2017) but the mean of all, weighed by a sharpened softmax of
 * its scores: there is nothing to commit to and no gradient to copy. Names are the reference's ConvVQVAEv2.
 */
final class SoftCodebook extends NamedBlock {

    /** How many times coarser the grid of the codes is. */
    static final int COARSER = 4;

    /** The reference's 0.9 * 10. */
    private static final double SHARPNESS = 9;

    private static final float FIRST_GATE = 0.001f;

    private final int channels;
    private final Parameter[] gates = new Parameter[4];
    private final Parameter codebook;
    private final Conv2d conv1;
    private final ConvPair encode1;
    private final ConvPair encode2;
    private final Conv2d logits;
    private final Conv2d conv2;
    private final ConvPair decode1;
    private final ConvPair decode2;
    private final Conv2d reconstruct;
    private final boolean bf16;

    /**
     * Makes the block.
     *
     * @param channels C of the features
     * @param settings channels, and the codes
     * @param precision arithmetic of the products
     */
    SoftCodebook(int channels, CompletionSettings settings, Precision precision) {
        this.channels = channels;
        bf16 = precision == Precision.BF16;
        int inner = settings.convDim();
        for (int i = 0; i < gates.length; i++) {
            gates[i] = parameter("gamma_" + (i + 1), Initializers.constant(FIRST_GATE), 1, inner, 1, 1);
        }
        Initializer codes = Initializers.normal(1);
        codebook = productWeight("codebook.weight", precision, codes, settings.codes(), settings.zDim());
        conv1 = child("conv1", new Conv2d(channels, inner, 5, 1, 2, precision));
        encode1 = child("enc_block1", new ConvPair(inner, precision));
        encode2 = child("enc_block2", new ConvPair(inner, precision));
        logits = child("logit_conv", new Conv2d(inner, settings.codes(), 1, 1, 0, precision));
        conv2 = child("conv2", new Conv2d(settings.zDim(), inner, 3, 1, 1, precision));
        decode1 = child("dec_block1", new ConvPair(inner, precision));
        decode2 = child("dec_block2", new ConvPair(inner, precision));
        reconstruct = child("rec_conv", new Conv2d(inner, channels, 3, 1, 1, precision));
    }

    /**
     * Scores the codes.
     *
     * @param features (B, C, H, W), H and W multiples of 4
     * @return (B, n, H/4, W/4)
     */
    NDArray encode(NDArray features) {
        try (NDArray a = ConvPair.leaky(conv1, features);
                NDArray b = encode1.addTo(a, gates[0].getArray());
                NDArray c = halved(b);
                NDArray d = encode2.addTo(c, gates[1].getArray());
                NDArray e = halved(d)) {
            return logits.forward(e);
        }
    }

    /**
     * How much each code counts.
     *
     * @param scores (B, n, h, w)
     * @return (B, n, h, w)
     */
    NDArray weights(NDArray scores) {
        return Codes.weights(scores, SHARPNESS);
    }

    /**
     * Makes features of codes.
     *
     * @param weights (B, n, h, w)
     * @return (B, C, 4h, 4w)
     */
    NDArray decode(NDArray weights) {
        try (NDArray z = Codes.mean(weights, codebook.getArray(), bf16);
                NDArray a = ConvPair.leaky(conv2, z);
                NDArray b = doubled(a);
                NDArray c = decode1.addTo(b, gates[2].getArray());
                NDArray d = doubled(c);
                NDArray e = decode2.addTo(d, gates[3].getArray())) {
            return reconstruct.forward(e);
        }
    }

    private static NDArray halved(NDArray x) {
        Shape shape = x.getShape();
        return Pooling.adaptiveAverage(x, shape.get(2) / 2, shape.get(3) / 2);
    }

    // The reference calls this nearest, and interpolates bilinearly.
    private static NDArray doubled(NDArray x) {
        Shape shape = x.getShape();
        return Resize.bilinear(x, shape.get(2) * 2, shape.get(3) * 2, false);
    }

    /**
     * Encodes and decodes.
     *
     * @param inputs (B, C, H, W)
     * @param training makes no difference
     * @return (B, C, H, W)
     */
    @Override
    public NDList forward(NDList inputs, boolean training) {
        try (NDArray scores = encode(inputs.singletonOrThrow());
                NDArray weights = weights(scores)) {
            return new NDList(decode(weights));
        }
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        Shape x = inputShapes[0];
        return new Shape[] {new Shape(x.get(0), channels, x.get(2), x.get(3))};
    }
}
