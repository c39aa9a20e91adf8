// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.runtime.model;

import ai.djl.Device;
import io.skysense.api.model.BackboneNetwork;
import io.skysense.api.model.Model;
import io.skysense.api.model.ModelSpec;
import io.skysense.api.task.HeadNetwork;

/** A backbone with a head, whose weights are on their device. */
final class BuiltModel extends BuiltState implements Model {

    private final ModelSpec spec;
    private final BackboneNetwork backbone;
    private final HeadNetwork head;

    BuiltModel(
            ModelSpec spec,
            BackboneNetwork backbone,
            HeadNetwork head,
            LeasedParts parts,
            ModelParameters weights,
            Device device,
            long seed) {
        super(parts, weights, device, seed);
        this.spec = spec;
        this.backbone = backbone;
        this.head = head;
    }

    @Override
    public ModelSpec spec() {
        return spec;
    }

    @Override
    public BackboneNetwork backbone() {
        return backbone;
    }

    @Override
    public HeadNetwork head() {
        return head;
    }
}
