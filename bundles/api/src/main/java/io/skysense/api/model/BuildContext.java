// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.api.model;

/**
 * What a network is built for.
 *
 * @param precision arithmetic of its products
 * @param recompute how its segments are run in training
 */
public record BuildContext(Precision precision, Recompute recompute) {

    /** {@return float32, all activations kept} */
    public static BuildContext fp32() {
        return new BuildContext(Precision.FP32, Recompute.NONE);
    }
}
