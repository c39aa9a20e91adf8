// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.engine.ops;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.skysense.engine.script.Script;

/** Work on many arrays in one call; arguments are changed in place, so recording of gradients must be off. */
public final class Foreach {

    private static final Script SCRIPT = Script.load(Foreach.class, "optimizer.torchscript");

    private Foreach() {}

    /**
     * One fused AdamW step (Loshchilov and Hutter 2019) over parameters that share their rate.
     *
     * @param group parameters, gradients, moments and step counts, one each a parameter
     * @param lr rate
     * @param beta1 decay of the first moment
     * @param beta2 decay of the second moment
     * @param weightDecay decoupled weight decay
     * @param eps added to the root of the second moment
     */
    public static void adamW(AdamGroup group, double lr, double beta1, double beta2, double weightDecay, double eps) {
        if (group.params().isEmpty()) {
            return;
        }
        SCRIPT.invoke(
                "adamw",
                group.params(),
                group.grads(),
                group.first(),
                group.second(),
                group.steps(),
                lr,
                beta1,
                beta2,
                weightDecay,
                eps);
    }

    /**
     * What one AdamW step works on.
     *
     * @param params weights
     * @param grads their gradients
     * @param first first moments
     * @param second second moments
     * @param steps float32 scalars: steps taken so far
     */
    public record AdamGroup(NDList params, NDList grads, NDList first, NDList second, NDList steps) {}

    /**
     * The L2 norm of all arrays together.
     *
     * @param manager owns the result
     * @param arrays at least one
     * @return a scalar
     */
    public static NDArray norm(NDManager manager, NDList arrays) {
        return SCRIPT.callIn(manager, "norm", arrays);
    }

    /**
     * Scales all arrays so that their common norm is at most a limit.
     *
     * @param manager owns the result
     * @param arrays at least one
     * @param limit greatest norm
     * @return the norm before, a scalar
     */
    public static NDArray clipNorm(NDManager manager, NDList arrays, double limit) {
        return SCRIPT.callIn(manager, "clip_norm", arrays, limit);
    }

    /**
     * Sets all arrays to +0, whatever they held.
     *
     * @param arrays at least one
     */
    public static void zero(NDList arrays) {
        SCRIPT.invoke("zero", arrays);
    }

    /**
     * Multiplies all arrays.
     *
     * @param arrays at least one
     * @param factor a scalar array
     */
    public static void scale(NDList arrays, NDArray factor) {
        SCRIPT.invoke("scale", arrays, factor);
    }

    /**
     * Adds arrays to arrays.
     *
     * @param arrays are changed
     * @param addends one a array, of its shape
     */
    public static void add(NDList arrays, NDList addends) {
        SCRIPT.invoke("add", arrays, addends);
    }

    /**
     * Moves arrays towards others: {@code x += weight * (y - x)}.
     *
     * @param arrays are changed
     * @param targets one a array, of its shape
     * @param weight 0 stays, 1 arrives
     */
    public static void lerp(NDList arrays, NDList targets, double weight) {
        SCRIPT.invoke("lerp", arrays, targets, weight);
    }

    /**
     * Copies arrays into arrays.
     *
     * @param arrays are changed
     * @param sources one a array, of its shape
     */
    public static void copy(NDList arrays, NDList sources) {
        SCRIPT.invoke("copy", arrays, sources);
    }
}
