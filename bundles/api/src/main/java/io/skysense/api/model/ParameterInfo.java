// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.api.model;

import ai.djl.ndarray.types.Shape;

/**
 * A parameter or buffer of a model, known before any weight is allocated.
 *
 * @param name its full name
 * @param shape its shape
 * @param kind whether it is trained
 * @param depth layers above it: layer decay d scales its rate by d^depth
 * @param decays whether weight decay applies to it
 */
public record ParameterInfo(String name, Shape shape, Kind kind, int depth, boolean decays) {

    /** {@return its number of values} */
    public long size() {
        return shape.size();
    }

    /** What becomes of a parameter in training. */
    public enum Kind {
        /** The optimiser moves it. */
        TRAINED,
        /** It stays as it is. */
        FROZEN,
        /** The forward pass sets it, such as batch-norm statistics. */
        BUFFER
    }
}
