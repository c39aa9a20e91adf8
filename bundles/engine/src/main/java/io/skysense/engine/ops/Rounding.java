// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.engine.ops;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Parameter;
import io.skysense.engine.GradMode;
import io.skysense.engine.script.Script;

/** Takes numbers to the nearest of a coarser type. */
public final class Rounding {

    private static final Script SCRIPT = Script.load(Rounding.class, "rounding.torchscript");

    private Rounding() {}

    /**
     * Rounds to bfloat16 and back; the gradient is rounded likewise.
     *
     * @param x any shape, float32
     * @return the shape of x, float32 values of 8 significant bits
     */
    public static NDArray bfloat16(NDArray x) {
        return SCRIPT.call("bfloat16", x);
    }

    /**
     * Keeps a parameter in bfloat16, and frees what it was. Its array stays the same object, which only the operators of
     * this package can read then; {@link #wide} shows its numbers.
     *
     * @param parameter float32; any shape; not trained after
     */
    public static void narrow(Parameter parameter) {
        // A graph would keep what it was.
        try (GradMode off = GradMode.off()) {
            NDArray array = parameter.getArray();
            // Known from here on to be float32: asked for bfloat16, DJL ends the process, as its own conversion does.
            array.getDataType();
            array.intern(SCRIPT.call("narrow", array));
        }
    }

    /**
     * Shows numbers of any type to Java, which cannot read bfloat16.
     *
     * @param x any shape
     * @return the same numbers, float32
     */
    public static NDArray wide(NDArray x) {
        return SCRIPT.call("wide", x);
    }
}
