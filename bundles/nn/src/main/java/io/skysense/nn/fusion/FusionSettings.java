// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.nn.fusion;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The shape of the fusion, in the reference's names.
 *
 * @param embedDims channels E
 * @param numLayers layers
 * @param numHeads attention heads; they divide the channels
 * @param mlpRatio hidden channels of the MLPs over E
 * @param qkvBias whether the products of the attention have a bias
 * @param dropPathRate stochastic depth of the last layer; it grows evenly from 0 in the first
 * @param decayNorms whether weight decay applies to the weights of norms: the reference looks for {@code norm} in the
 *     names, and these are called {@code ln1} and {@code ln2}
 */
public record FusionSettings(
        @JsonProperty("embed_dims") int embedDims,
        @JsonProperty("num_layers") int numLayers,
        @JsonProperty("num_heads") int numHeads,
        @JsonProperty("mlp_ratio") int mlpRatio,
        @JsonProperty("qkv_bias") boolean qkvBias,
        @JsonProperty("drop_path_rate") double dropPathRate,
        @JsonProperty("decay_norms") boolean decayNorms) {

    /** The reference's. */
    public static final FusionSettings DEFAULTS = new FusionSettings(1024, 24, 16, 4, true, 0.3, true);

    /** Checks the ranges. */
    public FusionSettings {
        if (embedDims < 1 || numLayers < 1 || mlpRatio < 1) {
            throw new IllegalArgumentException("embed_dims, num_layers and mlp_ratio must be above 0");
        }
        if (numHeads < 1 || embedDims % numHeads != 0) {
            throw new IllegalArgumentException(
                    "num_heads: " + numHeads + " heads do not divide the " + embedDims + " channels of embed_dims");
        }
        if (!(dropPathRate >= 0 && dropPathRate < 1)) {
            throw new IllegalArgumentException("drop_path_rate must be in [0, 1)");
        }
    }

    /**
     * The probability with which a sample skips the MLP of a layer.
     *
     * @param layer 0 to numLayers-1
     * @return the probability
     */
    double dropPath(int layer) {
        return numLayers == 1 ? 0 : dropPathRate * layer / (numLayers - 1);
    }
}
