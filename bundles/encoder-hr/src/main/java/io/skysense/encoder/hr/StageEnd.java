// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.encoder.hr;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.skysense.api.model.Probe;
import io.skysense.engine.ops.Annotations;
import io.skysense.nn.GlobalAttention;
import io.skysense.nn.LayerNorm;

/**
 * What follows the blocks of a stage: image and annotation may be averaged, then all tokens see one another, and after
 * the last of these attentions all are normalised.
 *
 * @param attention sees all tokens, or null
 * @param norm comes after it, or null
 * @param name the attention's name to the probe
 * @param probe is shown the attention's input and output and what the norm gives
 */
record StageEnd(GlobalAttention attention, LayerNorm norm, String name, Probe probe) {

    /** {@return whether anything follows the stage's blocks} */
    boolean acts(boolean averages) {
        return averages || attention != null;
    }

    /**
     * Ends the stage, where it {@link #acts}.
     *
     * @param x (B, H, W, C), 2W columns if image and annotation stand side by side and are averaged
     * @param averages whether the left and the right half are averaged
     * @return (B, H, W, C)
     */
    NDArray forward(NDArray x, boolean averages) {
        if (!averages) {
            return attend(x);
        }
        NDArray averaged = Annotations.average(x);
        if (attention == null) {
            return averaged;
        }
        try (averaged) {
            return attend(averaged);
        }
    }

    private NDArray attend(NDArray x) {
        Shape shape = x.getShape();
        try (NDArray tokens = x.reshape(shape.get(0), -1, shape.get(3));
                NDArray mixed = attention.forward(tokens);
                NDArray sum = tokens.add(mixed);
                NDArray y = norm == null ? sum : norm.forward(sum)) {
            if (probe != Probe.NONE) {
                probe.see(name + ".in", tokens);
                probe.see(name + ".out", mixed);
                if (norm != null) {
                    probe.see("norm_attn", y);
                }
            }
            return y.reshape(shape);
        }
    }
}
