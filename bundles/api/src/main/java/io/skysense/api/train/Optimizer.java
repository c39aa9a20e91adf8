// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.api.train;

import ai.djl.ndarray.NDArray;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/** The optimiser of the trained parameters of one model, with its gradients and schedule. One thread. */
@ProviderType
public interface Optimizer extends AutoCloseable {

    /** Forgets all gradients. */
    void zero();

    /**
     * Adds the gradients of a loss; its graph is freed.
     *
     * @param loss a scalar
     */
    void backward(NDArray loss);

    /** {@return the sums of the gradients by full parameter name; the arrays are the same in every step} */
    Map<String, NDArray> gradients();

    /**
     * Clips the gradients and moves the weights.
     *
     * @param step number of the step from 0, which sets the rate
     * @return the global norm of the gradients before clipping; if it is not finite, nothing was moved
     */
    double step(long step);

    @Override
    void close();
}
