// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.backbone.completion;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The shape of the completion, in the reference's names.
 *
 * @param convDim channels between the convolutions
 * @param zDim channels of a code
 * @param codes number of codes
 * @param combine what the scores of several present modalities become where one is missing
 * @param detach whether true features are left as they are when decoded ones are compared with them. The reference pulls at
 *     both, which from scratch makes all features alike: nothing is easier to complete
 */
public record CompletionSettings(
        @JsonProperty("conv_dim") int convDim,
        @JsonProperty("z_dim") int zDim,
        @JsonProperty("n_codebook") int codes,
        Combine combine,
        boolean detach) {

    /** The reference's. */
    public static final CompletionSettings DEFAULTS = new CompletionSettings(256, 256, 8192, Combine.SUM, false);

    /** Checks the ranges. */
    public CompletionSettings {
        if (convDim < 1 || zDim < 1 || codes < 1) {
            throw new IllegalArgumentException("conv_dim, z_dim and n_codebook must be above 0");
        }
    }

    /** How scores of several modalities are joined. */
    public enum Combine {
        /** Added, as the reference does though it speaks of a mean: two modalities make a sharper choice than one. */
        SUM,
        /** Averaged over those that are present. */
        MEAN
    }
}
