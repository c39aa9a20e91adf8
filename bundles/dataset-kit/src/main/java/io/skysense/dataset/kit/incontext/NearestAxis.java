// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.incontext;

/** Nearest-neighbour resizing along one side, as PyTorch's {@code nearest}: pixel i shows source pixel floor(i*scale). */
final class NearestAxis {

    private NearestAxis() {}

    /**
     * Lays an output side over a source side.
     *
     * @param source pixels of the source
     * @param output pixels of the output
     * @return the source pixel of each output pixel
     */
    static int[] of(int source, int output) {
        int[] from = new int[output];
        // The scale is a float there: where i*scale is nearly whole, its rounding decides.
        float scale = (float) source / output;
        for (int i = 0; i < output; i++) {
            from[i] = Math.min((int) Math.floor(i * scale), source - 1);
        }
        return from;
    }
}
