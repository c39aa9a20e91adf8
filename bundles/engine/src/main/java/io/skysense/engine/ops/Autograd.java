// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.engine.ops;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.skysense.engine.script.Script;

/** Gradients as functions: nothing accumulates in the arrays themselves. */
public final class Autograd {

    private static final Script SCRIPT = Script.load(Autograd.class, "autograd.torchscript");

    private Autograd() {}

    /**
     * The gradients of a loss. Its graph is freed.
     *
     * @param manager owns the results
     * @param loss a scalar
     * @param params arrays that require gradients
     * @return one gradient a parameter; zeros where the loss does not depend on it
     */
    public static NDList gradients(NDManager manager, NDArray loss, NDList params) {
        return SCRIPT.callList(manager, "gradients", loss, params);
    }

    /**
     * The vector-Jacobian product: the gradients of {@code sum_i <outputs_i, upstream_i>}. The graph is freed.
     *
     * @param manager owns the results
     * @param outputs results that have a history
     * @param upstream one array a output, of its shape
     * @param inputs arrays that require gradients
     * @return one gradient an input; zeros where no output depends on it
     */
    public static NDList vectorJacobian(NDManager manager, NDList outputs, NDList upstream, NDList inputs) {
        return SCRIPT.callList(manager, "vjp", outputs, upstream, inputs);
    }

    /**
     * Adds the vector-Jacobian product to arrays. The graph is freed.
     *
     * @param outputs results that have a history
     * @param upstream one array a output, of its shape
     * @param inputs arrays that require gradients
     * @param into one array an input, of its shape and without history; those that no output depends on stay as they are
     */
    public static void accumulate(NDList outputs, NDList upstream, NDList inputs, NDList into) {
        SCRIPT.invoke("accumulate", outputs, upstream, inputs, into, false);
    }

    /**
     * Adds the vector-Jacobian product to arrays and keeps the graph, for products that share a part of it.
     *
     * @param outputs results that have a history
     * @param upstream one array a output, of its shape
     * @param inputs arrays that require gradients
     * @param into one array an input, as for {@link #accumulate(NDList, NDList, NDList, NDList)}
     */
    public static void accumulateKeeping(NDList outputs, NDList upstream, NDList inputs, NDList into) {
        SCRIPT.invoke("accumulate", outputs, upstream, inputs, into, true);
    }

    /**
     * Adds the gradients of a loss to arrays. Its graph is freed.
     *
     * @param loss a scalar
     * @param inputs arrays that require gradients
     * @param into one array an input, as for {@link #accumulate(NDList, NDList, NDList, NDList)}
     */
    public static void accumulate(NDArray loss, NDList inputs, NDList into) {
        SCRIPT.invoke("accumulate_loss", loss, inputs, into, false);
    }

    /**
     * Adds the gradients of a loss to arrays and keeps its graph, for products that share a part of it.
     *
     * @param loss a scalar
     * @param inputs arrays that require gradients
     * @param into one array an input, as for {@link #accumulate(NDList, NDList, NDList, NDList)}
     */
    public static void accumulateKeeping(NDArray loss, NDList inputs, NDList into) {
        SCRIPT.invoke("accumulate_loss", loss, inputs, into, true);
    }

    /**
     * Whether gradients flow back through an array: it is a leaf that asks for them, or the result of one that does.
     * DJL's {@code hasGradient} answers for leaves only.
     *
     * @param x any shape
     * @return true if it can be an output or an input of a gradient
     */
    public static boolean tracks(NDArray x) {
        return SCRIPT.test("tracked", x);
    }

    /**
     * Cuts the history off.
     *
     * @param x any shape
     * @return the same values, sharing memory, without history
     */
    public static NDArray detach(NDArray x) {
        return SCRIPT.call("detach", x);
    }
}
