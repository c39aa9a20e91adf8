// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.api.model;

/**
 * What a network is built for.
 *
 * @param precision arithmetic of its products
 * @param recompute how its segments are run in training
 * @param probe is shown its inner arrays
 */
public record BuildContext(Precision precision, Recompute recompute, Probe probe) {

    /**
     * Without a probe.
     *
     * @param precision arithmetic of its products
     * @param recompute how its segments are run in training
     */
    public BuildContext(Precision precision, Recompute recompute) {
        this(precision, recompute, Probe.NONE);
    }

    /** {@return float32, all activations kept} */
    public static BuildContext fp32() {
        return new BuildContext(Precision.FP32, Recompute.NONE);
    }

    /**
     * The same for a part.
     *
     * @param part what its arrays' names begin with
     * @return the context of the part
     */
    public BuildContext part(String part) {
        return new BuildContext(precision, recompute, probe.at(part));
    }
}
