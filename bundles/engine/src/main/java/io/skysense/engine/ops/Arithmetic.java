// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.engine.ops;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.skysense.engine.script.Script;
import java.nio.Buffer;

/**
 * Arrays and numbers together, safe to differentiate.
 *
 * <p>DJL wraps numbers and Java arrays in memory that the garbage collector frees, while the graph may still hold it:
 * {@code x.mul(2f)} can give a wrong gradient. So neither may enter a graph except through here.
 */
public final class Arithmetic {

    private static final Script SCRIPT = Script.load(Arithmetic.class, "arithmetic.torchscript");

    private Arithmetic() {}

    /**
     * Multiplies by a number.
     *
     * @param x any shape
     * @param factor the number
     * @return the shape and type of x
     */
    public static NDArray scale(NDArray x, double factor) {
        return SCRIPT.call("scale", x, factor);
    }

    /**
     * Makes an array of numbers.
     *
     * @param manager owns it
     * @param values its values
     * @return (n) float32, in memory of its own
     */
    public static NDArray array(NDManager manager, float... values) {
        try (NDArray borrowed = manager.create(values)) {
            return SCRIPT.callIn(manager, "own", borrowed);
        }
    }

    /**
     * Makes an array of the bytes of a buffer.
     *
     * @param manager owns it
     * @param values as many bytes as shape and type ask for, in the machine's order
     * @param shape its shape
     * @param type its type
     * @return the array, in memory of its own: the buffer may be used again
     */
    public static NDArray array(NDManager manager, Buffer values, Shape shape, DataType type) {
        try (NDArray borrowed = manager.create(values, shape, type)) {
            return SCRIPT.callIn(manager, "own", borrowed);
        }
    }
}
