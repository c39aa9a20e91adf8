// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.engine.ops;

import ai.djl.ndarray.NDArray;
import io.skysense.engine.script.Script;

/** Chooses elements; what is not chosen reaches neither the result nor the gradients, NaN included. */
public final class Select {

    private static final Script SCRIPT = Script.load(Select.class, "select.torchscript");

    private Select() {}

    /**
     * Takes an element of the one array where a condition holds, else of the other.
     *
     * @param condition boolean, broadcastable
     * @param yes any shape
     * @param no the shape of yes
     * @return the shape of yes
     */
    public static NDArray where(NDArray condition, NDArray yes, NDArray no) {
        return SCRIPT.call("where", condition, yes, no);
    }

    /**
     * Takes an element where a condition holds, else 0.
     *
     * @param x any shape
     * @param condition boolean, broadcastable to it
     * @return the shape of x
     */
    public static NDArray keep(NDArray x, NDArray condition) {
        return SCRIPT.call("keep", x, condition);
    }

    /**
     * Takes an element where a condition holds or the element is finite, else 0.
     *
     * @param x any shape
     * @param condition boolean, broadcastable to it
     * @return the shape of x
     */
    public static NDArray keepFinite(NDArray x, NDArray condition) {
        return SCRIPT.call("keep_finite", x, condition);
    }
}
