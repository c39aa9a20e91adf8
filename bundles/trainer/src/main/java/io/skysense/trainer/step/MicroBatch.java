// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.trainer.step;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** A part of a step's samples, in host memory, that runs forward and backward at once. */
public interface MicroBatch extends AutoCloseable {

    /** {@return what the samples are called} */
    List<String> ids();

    /** {@return whether anything is known of the samples: a loss over none is not a number} */
    boolean labelled();

    /**
     * Brings it to the model's device.
     *
     * @param manager owns the arrays
     * @param seed the source of what is random about the batch on the device
     * @return runs the model in training mode and gives the parts of the loss by name, each a scalar; to be called once,
     *     before the manager is closed
     */
    Supplier<Map<String, NDArray>> bring(NDManager manager, long seed);

    /** Gives its memory back. */
    @Override
    void close();
}
