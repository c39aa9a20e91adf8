// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.api.model;

import ai.djl.ndarray.NDList;
import java.util.function.UnaryOperator;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Runs a segment of a network, keeping or dropping its inner activations.
 *
 * <p>Activation checkpointing (Chen et al. 2016, "Training Deep Nets with Sublinear Memory Cost") drops
 * them and runs the segment again in the backward pass. A block calls {@link #run} around each segment
 * and does not know which of both happens. Everything that reaches a segment must pass through its inputs.
 */
@ProviderType
@FunctionalInterface
public interface Recompute {

    /** Keeps every activation. */
    Recompute NONE = (segment, inputs) -> segment.apply(inputs);

    /**
     * Runs a segment.
     *
     * @param segment a deterministic function of its inputs and its parameters
     * @param inputs its inputs
     * @return its outputs
     */
    NDList run(UnaryOperator<NDList> segment, NDList inputs);
}
