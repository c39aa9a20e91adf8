// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.encoder.hr;

import io.skysense.api.model.ParameterRules;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The reference's rules for the optimiser: layer 0 are the patch embedding and the mask token, then one layer a block,
 * and one more for all else, such as the norms of the outputs. A downsampling counts with the last block of its stage. Names with {@code norm} or
 * {@code bias} are not decayed.
 */
final class SwinRules {

    private static final Pattern BLOCK = Pattern.compile("stages\\.(\\d+)\\.blocks\\.(\\d+)\\..*");
    private static final Pattern DOWNSAMPLE = Pattern.compile("stages\\.(\\d+)\\.downsample\\..*");

    private SwinRules() {}

    /**
     * Makes the rules.
     *
     * @param settings shape of the network
     * @return its rules
     */
    static ParameterRules of(SwinV2Settings settings) {
        int last = settings.blocksBefore(settings.depths().size()) + 1;
        return new ParameterRules(
                last + 1,
                name -> layer(settings, last, name),
                name -> !name.contains("norm") && !name.contains("bias"));
    }

    /**
     * Whether a parameter is in the part that is not trained: the patch embedding and the layers up to
     * {@code frozen_blocks}. The mask token is always trained.
     *
     * @param settings shape of the network
     * @param name the parameter's name
     * @return true if it stays as it is
     */
    static boolean frozen(SwinV2Settings settings, String name) {
        int frozen = settings.frozenBlocks();
        return frozen > 0
                && (name.startsWith("patch_embed.")
                        || name.startsWith("stages.") && layer(settings, Integer.MAX_VALUE, name) <= frozen);
    }

    private static int layer(SwinV2Settings settings, int last, String name) {
        Matcher block = BLOCK.matcher(name);
        if (block.matches()) {
            return settings.blocksBefore(Integer.parseInt(block.group(1))) + Integer.parseInt(block.group(2)) + 1;
        }
        Matcher downsample = DOWNSAMPLE.matcher(name);
        if (downsample.matches()) {
            return settings.blocksBefore(Integer.parseInt(downsample.group(1)) + 1);
        }
        return name.startsWith("patch_embed.") || name.equals("mask_token") ? 0 : last;
    }
}
