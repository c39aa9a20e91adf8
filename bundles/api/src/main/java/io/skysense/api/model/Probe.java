// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.api.model;

import ai.djl.ndarray.NDArray;
import org.osgi.annotation.versioning.ConsumerType;

/** Sees arrays inside of networks as they run, by name: {@code hr.stage0.block1.attn}. */
@ConsumerType
@FunctionalInterface
public interface Probe {

    /** Looks at nothing. */
    Probe NONE = (name, array) -> {};

    /**
     * Is shown an array.
     *
     * @param name what it is
     * @param array the array; only valid during the call
     */
    void see(String name, NDArray array);

    /**
     * The same for a part of a network.
     *
     * @param part the part's name
     * @return a probe that puts the name and a dot before the names it is told
     */
    default Probe at(String part) {
        return this == NONE ? NONE : (name, array) -> see(part + "." + name, array);
    }
}
