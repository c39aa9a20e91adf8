// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.verify;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.skysense.api.incontext.InContextOutput;
import io.skysense.api.model.Probe;
import io.skysense.checkpoint.CheckpointException;
import io.skysense.checkpoint.npz.NpzFile;
import io.skysense.engine.GradMode;
import io.skysense.engine.Torch;
import java.util.List;

/** The gradients of both losses in evaluation mode, whole and as norms and sums. */
final class GradientCheck {

    private static final String GROUP = "eval_grads";
    /** Norms of the gradients with a rounding to bfloat16 in the pass, which our other passes check. */
    private static final String ROUNDED = "stat:asis_";

    private GradientCheck() {}

    /**
     * @param model the model
     * @param inputs the file of the inputs
     * @param recording {@code eval_grads.npz}
     * @param rows gets a row an array
     */
    static void run(ReferenceModel model, NpzFile inputs, Recording recording, List<Row> rows)
            throws CheckpointException {
        Comparison comparison = new Comparison(GROUP, recording, "grad:", rows);
        try (NDManager manager = Torch.newManager(Device.cpu());
                GradMode on = GradMode.on()) {
            Inputs batch = new Inputs(manager, inputs);
            InContextOutput output = model.forward(batch.batch(), false, Probe.NONE);
            NDList gradients = Gradients.of(
                    model.model(), model.losses(output, batch.ids()).values());
            double greatest = recording.greatest("grad:");
            List<String> names = List.copyOf(model.model().parameters().keySet());
            for (int i = 0; i < names.size(); i++) {
                if (recording.has("grad:" + names.get(i))) {
                    comparison.gradient(names.get(i), gradients.get(i), greatest);
                }
            }
            statistics(names, gradients, recording, rows);
        }
        comparison.close(List.of(ROUNDED));
    }

    /** One row for each kind of figure: its greatest error over all parameters. */
    private static void statistics(List<String> names, NDList gradients, Recording recording, List<Row> rows)
            throws CheckpointException {
        if (!recording.has("stat:names")) {
            return;
        }
        List<String> recorded = recording.strings("stat:names");
        double[] norms = recording.values("stat:l2").array();
        double[] sums = recording.values("stat:sum").array();
        double[] peaks = recording.values("stat:maxabs").array();
        double normError = 0;
        double sumError = 0;
        double peakError = 0;
        double greatest = 0;
        for (double peak : peaks) {
            greatest = Math.max(greatest, peak);
        }
        for (int i = 0; i < recorded.size(); i++) {
            int at = names.indexOf(recorded.get(i));
            if (at < 0) {
                rows.add(Row.absent(GROUP, "stat:" + recorded.get(i), "the model has no such parameter"));
                continue;
            }
            double[] gradient = values(gradients.get(at));
            double norm = 0;
            double sum = 0;
            double peak = 0;
            for (double g : gradient) {
                norm += g * g;
                sum += g;
                peak = Math.max(peak, Math.abs(g));
            }
            norm = Math.sqrt(norm);
            // A gradient that is zero but for rounding has no scale of its own.
            double floor = 1e-9 * greatest;
            normError = Math.max(normError, Math.abs(norm - norms[i]) / Math.max(norms[i], floor));
            peakError = Math.max(peakError, Math.abs(peak - peaks[i]) / Math.max(peaks[i], floor));
            // No sum is greater than the norm times the root of the number of values (Cauchy and Schwarz).
            double scale = Math.max(norms[i], floor) * Math.sqrt(gradient.length);
            sumError = Math.max(sumError, Math.abs(sum - sums[i]) / scale);
        }
        String note = "greatest of " + recorded.size() + " parameters";
        rows.add(new Row(GROUP, "stat:l2", normError, Limits.GRADIENT, note));
        rows.add(new Row(GROUP, "stat:maxabs", peakError, Limits.GRADIENT, note));
        rows.add(new Row(GROUP, "stat:sum", sumError, Limits.GRADIENT, note));
    }

    private static double[] values(NDArray gradient) {
        return Values.of(gradient).array();
    }
}
