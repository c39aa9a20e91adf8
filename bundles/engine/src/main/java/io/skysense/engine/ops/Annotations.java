// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.engine.ops;

import ai.djl.ndarray.NDArray;
import io.skysense.engine.script.Script;

/** Tokens of annotations, and what is done with them beside the tokens of an image. */
public final class Annotations {

    private static final Script SCRIPT = Script.load(Annotations.class, "annotation.torchscript");

    private Annotations() {}

    /**
     * Embeds the patches of an annotation: {@code sum over the pixels of softmax(weight)[pixel] * table[id]}. The
     * pixels' embeddings are never held: memory is that of (B, H/p, W/p, V+1+C).
     *
     * @param ids (B, H, W) int64 in 0..V, which is not checked; p divides H and W
     * @param table (V+1, C)
     * @param weight (1, p*p), row by row of a patch
     * @param patch p
     * @return (B, H/p, W/p, C) of the table's type
     */
    public static NDArray tokens(NDArray ids, NDArray table, NDArray weight, int patch) {
        return SCRIPT.call("tokens", ids, table, weight, patch);
    }

    /**
     * Puts an annotation at the right of its image.
     *
     * @param image (B, h, w, C)
     * @param annotation (B, h, w, C)
     * @param hidden (B, m, n) of the image's type: 1 where the annotation is hidden, 0 where it is shown; m divides h, n
     *     divides w
     * @param token (1, 1, C), stands in for what is hidden
     * @return (B, h, 2w, C)
     */
    public static NDArray beside(NDArray image, NDArray annotation, NDArray hidden, NDArray token) {
        return SCRIPT.call("beside", image, annotation, hidden, token);
    }

    /**
     * Averages the left and the right half.
     *
     * @param x (B, h, 2w, C)
     * @return (B, h, w, C)
     */
    public static NDArray average(NDArray x) {
        return SCRIPT.call("average", x);
    }

    /**
     * Puts the right half behind the left one.
     *
     * @param x (B, h, 2w, C)
     * @return (B, h, w, 2C): the channels of the left half, then those of the right
     */
    public static NDArray stack(NDArray x) {
        return SCRIPT.call("stack", x);
    }
}
