// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.runtime.model;

import ai.djl.Device;
import io.skysense.api.incontext.InContextModel;
import io.skysense.api.incontext.InContextNetwork;
import io.skysense.api.incontext.InContextSpec;

/** A complete in-context model, whose weights are on their device. */
final class BuiltInContextModel extends BuiltState implements InContextModel {

    private final InContextSpec spec;
    private final InContextNetwork network;

    BuiltInContextModel(
            InContextSpec spec,
            InContextNetwork network,
            LeasedParts parts,
            ModelParameters weights,
            Device device,
            long seed) {
        super(parts, weights, device, seed);
        this.spec = spec;
        this.network = network;
    }

    @Override
    public InContextSpec spec() {
        return spec;
    }

    @Override
    public InContextNetwork network() {
        return network;
    }
}
