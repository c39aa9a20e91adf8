// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.verify;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import io.skysense.api.incontext.InContextBatch;
import io.skysense.api.incontext.InContextModel;
import io.skysense.api.incontext.InContextModelFactory;
import io.skysense.api.incontext.InContextOutput;
import io.skysense.api.incontext.InContextSpec;
import io.skysense.api.model.Probe;
import io.skysense.api.model.Recompute;
import io.skysense.checkpoint.CheckpointException;
import java.util.Map;

/** A model with recorded weights, whose inner arrays can be looked at during one pass. */
final class ReferenceModel implements AutoCloseable {

    private static final long SEED = 0;

    private final InContextModel model;
    private Probe probe = Probe.NONE;

    /**
     * @param factory builds it
     * @param spec what it is made of
     * @param weights a recording of all its weights
     */
    ReferenceModel(InContextModelFactory factory, InContextSpec spec, Recording weights) throws CheckpointException {
        model = factory.create(spec, Device.cpu(), SEED, Recompute.NONE, (name, array) -> probe.see(name, array));
        try {
            RecordedWeights.restore(weights.file(), model.state());
        } catch (CheckpointException | RuntimeException e) {
            model.close();
            throw e;
        }
    }

    InContextModel model() {
        return model;
    }

    /**
     * Runs it.
     *
     * @param batch images and annotations
     * @param training whether batch statistics are used
     * @param sees looks at the inner arrays
     * @return the output; belongs to the batch's manager
     */
    InContextOutput forward(InContextBatch batch, boolean training, Probe sees) {
        probe = sees;
        try {
            return model.network().forward(batch, training);
        } finally {
            probe = Probe.NONE;
        }
    }

    /** The two losses under their recorded names. */
    Map<String, NDArray> losses(InContextOutput output, NDArray ids) {
        Map<String, NDArray> parts = model.network().loss(output, ids);
        return Map.of("loss.rec", parts.get("reconstruction"), "loss.vae", parts.get("completion"));
    }

    @Override
    public void close() {
        model.close();
    }
}
