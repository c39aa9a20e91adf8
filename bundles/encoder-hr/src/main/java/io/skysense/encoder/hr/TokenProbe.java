// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.encoder.hr;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.skysense.api.model.Probe;

/**
 * Shows arrays (B, H, W, C) as the reference holds them: as tokens (B, H*W, C), row by row.
 *
 * @param probe is shown them
 */
record TokenProbe(Probe probe) {

    /**
     * Shows an array; does nothing at all where nobody looks.
     *
     * @param name what it is
     * @param x (B, H, W, C)
     */
    void see(String name, NDArray x) {
        if (probe != Probe.NONE) {
            Shape shape = x.getShape();
            try (NDArray tokens = x.reshape(shape.get(0), -1, shape.get(3))) {
                probe.see(name, tokens);
            }
        }
    }
}
