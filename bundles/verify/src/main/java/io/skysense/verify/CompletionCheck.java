// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.verify;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import io.skysense.api.incontext.InContextOutput;
import io.skysense.checkpoint.CheckpointException;
import io.skysense.checkpoint.npz.NpzFile;
import io.skysense.engine.GradMode;
import io.skysense.engine.Torch;
import java.util.List;

/** The model with one or another modality missing, sample by sample. */
final class CompletionCheck {

    private static final String GROUP = "vae_patterns";
    private static final String FLAGS = "/modality_info";

    private CompletionCheck() {}

    /**
     * @param model the model
     * @param inputs the file of the inputs
     * @param recording {@code vae_patterns.npz}: one folder a pattern
     * @param rows gets a row an array
     */
    static void run(ReferenceModel model, NpzFile inputs, Recording recording, List<Row> rows)
            throws CheckpointException {
        List<String> patterns = recording.names().stream()
                .filter(name -> name.endsWith(FLAGS))
                .map(name -> name.substring(0, name.length() - FLAGS.length()))
                .toList();
        for (String pattern : patterns) {
            Comparison comparison = new Comparison(GROUP, recording, pattern + "/", rows);
            try (NDManager manager = Torch.newManager(Device.cpu());
                    GradMode off = GradMode.off()) {
                Inputs batch = new Inputs(manager, inputs);
                InContextOutput output =
                        model.forward(batch.batch(recording.file(), pattern + FLAGS), false, comparison);
                model.losses(output, batch.ids()).forEach(comparison::stage);
            }
        }
        new Comparison(GROUP, recording, "", rows)
                .close(patterns.stream().map(p -> p + FLAGS).toList());
    }
}
