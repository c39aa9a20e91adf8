// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.initializer.Initializer;
import io.skysense.engine.GradMode;
import io.skysense.engine.ops.Random;
import java.util.function.Consumer;

/** Initial values; the random ones draw from the generator that {@link io.skysense.engine.Torch#seed} seeds. */
public final class Initializers {

    private Initializers() {}

    /**
     * One value everywhere.
     *
     * @param value the value
     * @return the initialiser
     */
    public static Initializer constant(float value) {
        return (manager, shape, type) -> manager.full(shape, value, type);
    }

    /**
     * A normal distribution around 0.
     *
     * @param std its deviation
     * @return the initialiser
     */
    public static Initializer normal(double std) {
        return (manager, shape, type) -> fill(manager, shape, type, x -> Random.fillNormal(x, std));
    }

    /**
     * A normal distribution around 0, cut at two deviations.
     *
     * @param std its deviation
     * @return the initialiser
     */
    public static Initializer truncatedNormal(double std) {
        return (manager, shape, type) -> fill(manager, shape, type, x -> Random.fillTruncatedNormal(x, std));
    }

    /**
     * Even in [-1/sqrt(fanIn), 1/sqrt(fanIn)]: what PyTorch gives weight and bias of a linear layer or a convolution.
     *
     * @param fanIn inputs of one output
     * @return the initialiser
     */
    public static Initializer uniformFanIn(long fanIn) {
        return (manager, shape, type) -> fill(manager, shape, type, x -> Random.fillUniform(x, 1 / Math.sqrt(fanIn)));
    }

    /**
     * Normal with variance 2/fanOut (He et al. 2015), for a convolution before a ReLU.
     *
     * @param fanOut outputs that one input reaches
     * @return the initialiser
     */
    public static Initializer normalFanOut(long fanOut) {
        return normal(Math.sqrt(2.0 / fanOut));
    }

    private static NDArray fill(NDManager manager, Shape shape, DataType type, Consumer<NDArray> values) {
        NDArray array = manager.zeros(shape, type);
        try (GradMode off = GradMode.off()) {
            values.accept(array);
            return array;
        } catch (RuntimeException e) {
            array.close();
            throw e;
        }
    }
}
