// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.nn;

import io.skysense.api.model.ParameterRules;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The reference's rules for a vision transformer and for the fusion: layer 0 are the class token, the mask token, the
 * position embedding and the patch embedding, then one layer a transformer layer, and one more for all else. Names with
 * {@code norm} or {@code bias} are not decayed; the layers' norms are called {@code ln1} and {@code ln2}, so they are.
 */
public final class TransformerRules {

    private static final Pattern LAYER = Pattern.compile("layers\\.(\\d+)\\..*");
    private static final Set<String> FIRST = Set.of("cls_token", "mask_token", "pos_embed");

    private TransformerRules() {}

    /**
     * Makes the rules.
     *
     * @param layers number of transformer layers, L
     * @return rules of L+2 layer ids
     */
    public static ParameterRules of(int layers) {
        return new ParameterRules(
                layers + 2, name -> layer(layers, name), name -> !name.contains("norm") && !name.contains("bias"));
    }

    /**
     * Whether the reference does not train a parameter of the first layers: those of the patch embedding and of the
     * transformer layers up to an id. Tokens and the position embedding are always trained.
     *
     * @param frozen the greatest frozen layer id; 0 for none
     * @param name a parameter's name
     * @return true if it stays as it is
     */
    public static boolean frozen(int frozen, String name) {
        Matcher layer = LAYER.matcher(name);
        return frozen > 0
                && (name.startsWith("patch_embed.") || layer.matches() && Integer.parseInt(layer.group(1)) < frozen);
    }

    private static int layer(int layers, String name) {
        Matcher layer = LAYER.matcher(name);
        if (layer.matches()) {
            return Integer.parseInt(layer.group(1)) + 1;
        }
        return FIRST.contains(name) || name.startsWith("patch_embed.") ? 0 : layers + 1;
    }
}
