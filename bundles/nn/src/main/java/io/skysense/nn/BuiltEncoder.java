// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import io.skysense.api.model.AnnotatedEncoder;
import io.skysense.api.model.Annotation;
import io.skysense.api.model.Encoder;
import io.skysense.api.model.FeatureLevel;
import io.skysense.api.model.ParameterRules;
import java.util.List;

/** A network as the encoder of a modality; it refuses images that do not fit. */
public class BuiltEncoder implements Encoder {

    private final EncoderNetwork network;
    private final Input input;
    private final ParameterRules rules;

    /**
     * What an encoder reads.
     *
     * @param name the image's name in messages
     * @param bands its bands
     * @param granularity the multiple in pixels that both sides must have
     * @param alignment the multiple in pixels by which it can be moved
     */
    public record Input(String name, int bands, int granularity, int alignment) {}

    private BuiltEncoder(EncoderNetwork network, Input input, ParameterRules rules) {
        this.network = network;
        this.input = input;
        this.rules = rules;
    }

    /**
     * Makes an encoder, which is an {@link AnnotatedEncoder} if the network has a vocabulary.
     *
     * @param network the network
     * @param input what it reads
     * @param rules the optimiser's rules
     * @return the encoder
     */
    public static Encoder of(EncoderNetwork network, Input input, ParameterRules rules) {
        return network.vocabularySize() > 0
                ? new Annotated(network, input, rules)
                : new BuiltEncoder(network, input, rules);
    }

    private static final class Annotated extends BuiltEncoder implements AnnotatedEncoder {

        private final EncoderNetwork network;
        private final Input input;

        private Annotated(EncoderNetwork network, Input input, ParameterRules rules) {
            super(network, input, rules);
            this.network = network;
            this.input = input;
        }

        @Override
        public int vocabularySize() {
            return network.vocabularySize();
        }

        @Override
        public List<FeatureLevel> annotatedLevels() {
            return network.annotatedLevels();
        }

        @Override
        public List<NDArray> forward(NDArray image, Annotation annotation, boolean training) {
            Shape shape = image.getShape();
            int step = input.granularity();
            if (!fits(shape, input.bands()) || shape.get(2) % step != 0 || shape.get(3) % step != 0) {
                throw new IllegalArgumentException(input.name() + ": " + shape + ", expected (B, " + input.bands()
                        + ", H, W) with H and W multiples of " + step);
            }
            return network.forward(image, annotation, training);
        }
    }

    @Override
    public final Block block() {
        return network;
    }

    @Override
    public final ParameterRules rules() {
        return rules;
    }

    @Override
    public final List<FeatureLevel> levels() {
        return network.levels();
    }

    @Override
    public final int granularity() {
        return input.granularity();
    }

    @Override
    public final int alignment() {
        return input.alignment();
    }

    @Override
    public final List<NDArray> forward(NDArray image, boolean training) {
        if (!fits(image.getShape(), input.bands())) {
            throw new IllegalArgumentException(
                    input.name() + ": " + image.getShape() + ", expected (B, " + input.bands() + ", H, W)");
        }
        return network.forward(image, training);
    }

    private static boolean fits(Shape shape, int bands) {
        return shape.dimension() == 4 && shape.get(1) == bands && shape.size() > 0;
    }
}
