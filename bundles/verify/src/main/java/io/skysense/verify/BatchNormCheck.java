// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.verify;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.skysense.api.incontext.InContextOutput;
import io.skysense.checkpoint.CheckpointException;
import io.skysense.checkpoint.npz.NpzFile;
import io.skysense.engine.GradMode;
import io.skysense.engine.Torch;
import java.util.List;
import java.util.Map;

/** One pass in training mode: statistics of the batch, gradients through them, and the running statistics after it. */
final class BatchNormCheck {

    private static final String GROUP = "train_bn";

    private BatchNormCheck() {}

    /**
     * @param model the model, whose running statistics are changed
     * @param inputs the file of the inputs
     * @param recording {@code train_bn.npz}
     * @param rows gets a row an array
     */
    static void run(ReferenceModel model, NpzFile inputs, Recording recording, List<Row> rows)
            throws CheckpointException {
        Comparison comparison = new Comparison(GROUP, recording, "", rows);
        try (NDManager manager = Torch.newManager(Device.cpu());
                GradMode on = GradMode.on()) {
            Inputs batch = new Inputs(manager, inputs);
            InContextOutput output = model.forward(batch.batch(), true, comparison);
            Map<String, NDArray> losses = model.losses(output, batch.ids());
            losses.forEach(comparison::stage);
            NDList gradients = Gradients.of(model.model(), losses.values());
            double greatest = recording.greatest("grad:");
            List<String> names = List.copyOf(model.model().parameters().keySet());
            for (int i = 0; i < names.size(); i++) {
                String recorded = "grad:" + names.get(i);
                if (recording.has(recorded)) {
                    comparison.gradient(recorded, gradients.get(i), greatest);
                }
            }
        }
        model.model().state().forEach((name, array) -> comparison.stage("after:" + name, array));
        comparison.close(List.of());
    }
}
