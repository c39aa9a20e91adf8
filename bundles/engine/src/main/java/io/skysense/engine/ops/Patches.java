// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.engine.ops;

import ai.djl.ndarray.NDArray;
import io.skysense.engine.script.Script;

/** Cuts images into patches and projects each. */
public final class Patches {

    private static final Script SCRIPT = Script.load(Patches.class, "patches.torchscript");

    private Patches() {}

    /**
     * A convolution whose stride is its kernel. The image is padded with zeros at the bottom and right to whole patches.
     *
     * @param x (B, C, H, W)
     * @param weight (O, C, k, k)
     * @param bias (O)
     * @param bf16 whether the product is in bfloat16
     * @return (B, ceil(H/k), ceil(W/k), O)
     */
    public static NDArray embed(NDArray x, NDArray weight, NDArray bias, boolean bf16) {
        return SCRIPT.call("embed", x, weight, bias, bf16);
    }

    /**
     * Projects each patch of 2 x 2 pixels. The image is padded with zeros at the bottom and right to even sides.
     *
     * @param x (B, H, W, C)
     * @param weight (O, 4C), its columns in the order channel*4 + row*2 + column
     * @param bf16 whether the product is in bfloat16
     * @return (B, ceil(H/2), ceil(W/2), O)
     */
    public static NDArray merge(NDArray x, NDArray weight, boolean bf16) {
        return SCRIPT.call("merge", x, weight, bf16);
    }
}
