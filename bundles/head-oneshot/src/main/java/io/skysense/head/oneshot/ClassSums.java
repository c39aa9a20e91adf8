// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.head.oneshot;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.skysense.engine.ops.Arithmetic;
import java.util.stream.IntStream;

/** Means over prompts, of each class over those that show it. */
final class ClassSums {

    private static final float LEAST = 1e-12f;

    private final NDArray[] sums;
    private final int[] counts;

    /**
     * Nothing yet.
     *
     * @param classes K
     */
    ClassSums(int classes) {
        sums = new NDArray[classes];
        counts = new int[classes];
    }

    /**
     * Adds what one prompt says of a class.
     *
     * @param index of the class
     * @param probability (B, 1, S, S)
     */
    void add(int index, NDArray probability) {
        sums[index] = counts[index] == 0 ? probability : sums[index].add(probability);
        counts[index]++;
    }

    /**
     * The mean of a class.
     *
     * @param index of the class
     * @param queries says what the result is like
     * @return (B, 1, S, S); 0 for a class that no prompt shows
     */
    NDArray mean(int index, NDArray queries) {
        if (counts[index] == 0) {
            Shape shape = queries.getShape();
            NDManager manager = queries.getManager();
            return manager.zeros(new Shape(shape.get(0), 1, shape.get(2), shape.get(3)));
        }
        return Arithmetic.scale(sums[index], 1.0 / counts[index]);
    }

    /**
     * All means.
     *
     * @param queries says what the result is like
     * @return (B, K, S, S)
     */
    NDArray means(NDArray queries) {
        NDList means = new NDList();
        IntStream.range(0, sums.length).forEach(k -> means.add(mean(k, queries)));
        return NDArrays.concat(means, 1);
    }

    /** {@return values (B, K, S, S), 0 or more, over their sum over K; all the same where they are all 0} */
    static NDArray normalised(NDArray values) {
        NDArray positive = values.add(Arithmetic.array(values.getManager(), LEAST));
        return positive.div(positive.sum(new int[] {1}, true));
    }
}
