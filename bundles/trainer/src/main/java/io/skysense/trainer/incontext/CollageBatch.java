// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.trainer.incontext;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.skysense.api.incontext.InContextBatch;
import io.skysense.api.incontext.InContextNetwork;
import io.skysense.api.incontext.InContextOutput;
import io.skysense.dataset.kit.incontext.InContextHostBatch;
import io.skysense.dataset.kit.sampler.SeededRandom;
import io.skysense.trainer.step.MicroBatch;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Collages for in-context pretraining. Every pixel counts, masked or not, as in the reference.
 *
 * @param batch closed with this
 * @param network learns from it
 * @param transfer of the network
 */
record CollageBatch(InContextHostBatch batch, InContextNetwork network, CollageTransfer transfer)
        implements MicroBatch {

    private static final long VOCABULARY = 0x766f636162L;

    @Override
    public List<String> ids() {
        return batch.ids();
    }

    /** The sampler gives no collage without a class. */
    @Override
    public boolean labelled() {
        return true;
    }

    @Override
    public Supplier<Map<String, NDArray>> bring(NDManager manager, long seed) {
        InContextBatch collages = transfer.together(batch, manager, SeededRandom.mix(seed, VOCABULARY))
                .batch();
        return () -> {
            InContextOutput output = transfer.run(collages, true);
            return network.loss(output, collages.ids());
        };
    }

    @Override
    public void close() {
        batch.close();
    }
}
