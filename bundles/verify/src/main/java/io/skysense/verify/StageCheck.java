// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.verify;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import io.skysense.api.incontext.InContextOutput;
import io.skysense.checkpoint.CheckpointException;
import io.skysense.checkpoint.npz.NpzFile;
import io.skysense.engine.GradMode;
import io.skysense.engine.Torch;
import java.util.List;
import java.util.Map;

/** The forward pass in evaluation mode, stage by stage, then with the reference's rounding to bfloat16. */
final class StageCheck {

    private static final String GROUP = "eval_stages";
    private static final String ROUNDED = "asis.";
    private static final String GRADIENT = "grad:";
    /** Every 15th row of the first sample's scores. */
    private static final String ROWS = "logits_hr.sample0.rows0_15_30...";

    private StageCheck() {}

    /**
     * @param exact the model
     * @param rounded the same with the rounding that the reference leaves in
     * @param inputs the file of the inputs
     * @param recording {@code eval_stages.npz}
     * @param rows gets a row an array
     */
    static void run(ReferenceModel exact, ReferenceModel rounded, NpzFile inputs, Recording recording, List<Row> rows)
            throws CheckpointException {
        Comparison comparison = new Comparison(GROUP, recording, "", rows);
        try (NDManager manager = Torch.newManager(Device.cpu());
                GradMode off = GradMode.off()) {
            Inputs batch = new Inputs(manager, inputs);
            InContextOutput output = exact.forward(batch.batch(), false, comparison);
            if (recording.has(ROWS)) {
                NDArray some = output.logits().get(new NDIndex("0, :, ::15, :"));
                comparison.compare(ROWS, Values.of(some), Limits.STAGE);
            }
            exact.losses(output, batch.ids()).forEach(comparison::stage);
        }
        rounded(rounded, inputs, recording, comparison);
        comparison.close(List.of());
    }

    private static void rounded(ReferenceModel model, NpzFile inputs, Recording recording, Comparison comparison)
            throws CheckpointException {
        try (NDManager manager = Torch.newManager(Device.cpu());
                GradMode on = GradMode.on()) {
            Inputs batch = new Inputs(manager, inputs);
            InContextOutput output = model.forward(batch.batch(), false, (name, array) -> {
                for (String recorded : List.of(ROUNDED + name, ROUNDED + name + "|sample0")) {
                    if (recording.has(recorded)) {
                        Values seen = Values.of(array);
                        comparison.roundedStage(recorded, recorded.endsWith("0") ? seen.first() : seen);
                    }
                }
            });
            Map<String, NDArray> losses = model.losses(output, batch.ids());
            losses.forEach((name, loss) -> comparison.roundedStage(ROUNDED + name, Values.of(loss)));
            NDList gradients = Gradients.of(model.model(), losses.values());
            List<String> names = List.copyOf(model.model().parameters().keySet());
            for (int i = 0; i < names.size(); i++) {
                String recorded = ROUNDED + GRADIENT + names.get(i);
                if (recording.has(recorded)) {
                    comparison.roundedStage(recorded, Values.of(gradients.get(i)));
                }
            }
        }
    }
}
