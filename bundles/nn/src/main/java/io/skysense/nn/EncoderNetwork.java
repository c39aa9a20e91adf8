// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import io.skysense.api.model.Annotation;
import io.skysense.api.model.Encoder;
import io.skysense.api.model.FeatureLevel;
import io.skysense.api.model.Probe;
import io.skysense.engine.ops.Annotations;
import java.util.List;

/** A network that encodes images, and images with annotations if it has a vocabulary. */
public abstract class EncoderNetwork extends NamedBlock {

    /** For subclasses. */
    protected EncoderNetwork() {}

    /** {@return the levels of {@link #forward(NDArray, boolean)}, as {@link Encoder#levels} has them} */
    public abstract List<FeatureLevel> levels();

    /** {@return the number of vocabulary entries; 0 if annotations are not read} */
    public abstract int vocabularySize();

    /** {@return the levels of {@link #forward(NDArray, Annotation, boolean)}; they mean nothing without a vocabulary} */
    public abstract List<FeatureLevel> annotatedLevels();

    /**
     * Encodes images.
     *
     * @param image (B, bands, H, W)
     * @param training whether stochastic depth is on and gradients will be asked for
     * @return one array (B, C_i, H_i, W_i) a level
     */
    public abstract List<NDArray> forward(NDArray image, boolean training);

    /**
     * Encodes images with annotations.
     *
     * @param image (B, bands, H, W)
     * @param annotation what is known of the labels
     * @param training whether stochastic depth is on and gradients will be asked for
     * @return one array (B, C_i, H_i, W_i) an annotated level
     * @throws IllegalArgumentException if the annotation does not fit the image, before anything is computed
     */
    public abstract List<NDArray> forward(NDArray image, Annotation annotation, boolean training);

    /**
     * Gives tokens out as a level, and shows them to a probe as they are, side by side or not.
     *
     * @param probe is shown (B, C, h, w), 2w columns if image and annotation stand side by side
     * @param name the array's name to the probe
     * @param tokens (B, h, w, C), 2w columns if image and annotation stand side by side
     * @param beside whether they do
     * @return (B, C, h, w), or (B, 2C, h, w): the channels of the image, then those of the annotation; the channels lie
     *     together in memory
     */
    protected static NDArray level(Probe probe, String name, NDArray tokens, boolean beside) {
        if (probe != Probe.NONE) {
            try (NDArray shown = tokens.transpose(0, 3, 1, 2)) {
                probe.see(name, shown);
            }
        }
        if (!beside) {
            return tokens.transpose(0, 3, 1, 2);
        }
        try (NDArray stacked = Annotations.stack(tokens)) {
            return stacked.transpose(0, 3, 1, 2);
        }
    }

    @Override
    public final NDList forward(NDList inputs, boolean training) {
        return new NDList(forward(inputs.singletonOrThrow(), training));
    }
}
