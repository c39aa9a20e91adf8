// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.api.model;

import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/**
 * How the optimiser treats the parameters of a network, by name.
 *
 * @param layers number of layer ids; ids run from 0 (nearest the input) to layers-1
 * @param layerOf layer id of a parameter; layer decay scales its rate by decay^(layers-1-id)
 * @param decays whether weight decay applies to it
 */
public record ParameterRules(int layers, ToIntFunction<String> layerOf, Predicate<String> decays) {

    /**
     * The same rules beside those of parts with more layers. Layers are counted from the top, so that every part keeps
     * the factors it would have alone: the full rate for its last layer, and so for a part of one layer.
     *
     * @param all layers of the part that has most
     * @return rules of as many layers
     */
    public ParameterRules under(int all) {
        if (all < layers) {
            throw new IllegalArgumentException(layers + " layers do not fit under " + all);
        }
        return new ParameterRules(all, name -> all - layers + layerOf.applyAsInt(name), decays);
    }

    /** {@return one layer, so the full rate; no decay for biases and norms} */
    public static ParameterRules flat() {
        return new ParameterRules(
                1, name -> 0, name -> !name.endsWith("bias") && !name.contains("norm") && !name.contains(".bn."));
    }
}
