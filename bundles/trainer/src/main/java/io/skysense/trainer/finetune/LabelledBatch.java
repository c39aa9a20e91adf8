// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.trainer.finetune;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.skysense.api.data.Modality;
import io.skysense.api.model.FeaturePyramid;
import io.skysense.api.model.Model;
import io.skysense.dataset.kit.loader.HostBatch;
import io.skysense.trainer.step.MicroBatch;
import io.skysense.trainer.step.Transfer;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Images with labels, for a model with a head.
 *
 * @param batch closed with this
 * @param model learns from it
 * @param transfer of the model
 */
record LabelledBatch(HostBatch batch, Model model, Transfer transfer) implements MicroBatch {

    @Override
    public List<String> ids() {
        return batch.ids();
    }

    @Override
    public boolean labelled() {
        return batch.labels().known();
    }

    @Override
    public Supplier<Map<String, NDArray>> bring(NDManager manager, long seed) {
        Map<Modality, NDArray> images = transfer.images(batch, manager);
        Map<Modality, List<Boolean>> present = transfer.present(batch);
        NDArray labels = Transfer.labels(batch.labels(), manager);
        return () -> {
            FeaturePyramid features = model.backbone().forward(images, present, true);
            return model.head().loss(model.head().forward(features, true), labels);
        };
    }

    @Override
    public void close() {
        batch.close();
    }
}
