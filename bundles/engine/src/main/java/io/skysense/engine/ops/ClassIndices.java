// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.engine.ops;

import ai.djl.ndarray.NDArray;
import io.skysense.engine.script.Script;

/** Class indices of which the first means that nothing is there. */
public final class ClassIndices {

    private static final Script SCRIPT = Script.load(ClassIndices.class, "classes.torchscript");

    private ClassIndices() {}

    /**
     * Counts without the first class.
     *
     * @param labels int64, any shape
     * @param ignore the label that stands for none
     * @return k - 1 of class k above 0; {@code ignore} of class 0 and of none
     */
    public static NDArray within(NDArray labels, int ignore) {
        return SCRIPT.call("within", labels, ignore);
    }

    /**
     * Whether anything is there.
     *
     * @param labels int64, any shape
     * @param ignore the label that stands for none
     * @return 1 of every class above 0, 0 of class 0; {@code ignore} of none
     */
    public static NDArray any(NDArray labels, int ignore) {
        return SCRIPT.call("any", labels, ignore);
    }
}
