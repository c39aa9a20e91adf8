// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.engine.ops;

import ai.djl.ndarray.NDArray;
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
}
