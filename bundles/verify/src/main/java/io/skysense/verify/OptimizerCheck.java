// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.verify;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.skysense.api.incontext.InContextOutput;
import io.skysense.api.model.ParameterInfo;
import io.skysense.api.model.Probe;
import io.skysense.api.train.Optimizer;
import io.skysense.api.train.OptimizerFactory;
import io.skysense.checkpoint.CheckpointException;
import io.skysense.checkpoint.npz.NpzFile;
import io.skysense.engine.GradMode;
import io.skysense.engine.Torch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Four steps of AdamW with layer decay, frozen parts, warm-up and clipping. */
final class OptimizerCheck {

    private static final String GROUP = "adamw_4steps";
    private static final String AFTER = "after:";

    private OptimizerCheck() {}

    /**
     * @param model the model with the recorded parts frozen; is trained
     * @param parameters what the model holds
     * @param optimizers makes the optimiser
     * @param inputs the file of the inputs
     * @param recording {@code adamw_4steps.npz}
     * @param rows gets a row an array
     */
    static void run(
            ReferenceModel model,
            List<ParameterInfo> parameters,
            OptimizerFactory optimizers,
            NpzFile inputs,
            Recording recording,
            List<Row> rows)
            throws CheckpointException {
        RecordedSchedule schedule = RecordedSchedule.of(recording);
        groups(schedule, parameters, recording, rows);
        Comparison comparison = new Comparison(GROUP, recording, "", rows);
        int steps = recording.values("gradnorm").array().length;
        List<Double> losses = new ArrayList<>();
        double[] norms = new double[steps];
        ZeroGradients zeros = new ZeroGradients();
        try (Optimizer optimizer =
                optimizers.create(model.model(), schedule.optimizer(), schedule.schedule(), schedule.steps())) {
            for (int step = 0; step <= steps; step++) {
                try (NDManager manager = Torch.newManager(Device.cpu());
                        GradMode on = GradMode.on()) {
                    Inputs batch = new Inputs(manager, inputs);
                    InContextOutput output = model.forward(batch.batch(), true, Probe.NONE);
                    Map<String, NDArray> parts = model.losses(output, batch.ids());
                    losses.add(Values.of(parts.get("loss.rec")).array()[0]);
                    losses.add(Values.of(parts.get("loss.vae")).array()[0]);
                    if (step < steps) {
                        optimizer.zero();
                        optimizer.backward(parts.get("loss.rec").add(parts.get("loss.vae")));
                        zeros.take(optimizer.gradients());
                        norms[step] = optimizer.step(step);
                    }
                }
            }
        }
        comparison.compare("losses", flat(losses), Limits.GRADIENT);
        comparison.compare("gradnorm", flat(norms), Limits.GRADIENT);
        for (Map.Entry<String, NDArray> entry : model.model().state().entrySet()) {
            if (recording.has(AFTER + entry.getKey())) {
                after(entry.getKey(), entry.getValue(), zeros, recording, rows);
            }
        }
        comparison.close(List.of());
    }

    private static void groups(
            RecordedSchedule schedule, List<ParameterInfo> parameters, Recording recording, List<Row> rows)
            throws CheckpointException {
        Map<String, ParameterInfo> byName =
                parameters.stream().collect(Collectors.toMap(ParameterInfo::name, Function.identity()));
        List<String> names = recording.strings("group.names");
        double[] rates = recording.values("group.base_lr").array();
        double[] decays = recording.values("group.weight_decay").array();
        double rateError = 0;
        double decayError = 0;
        for (int i = 0; i < names.size(); i++) {
            ParameterInfo info = byName.get(names.get(i));
            if (info == null || info.kind() != ParameterInfo.Kind.TRAINED) {
                rows.add(Row.absent(GROUP, "group:" + names.get(i), "the model does not train it"));
                continue;
            }
            double rate = schedule.optimizer().lr()
                    * StrictMath.pow(schedule.optimizer().layerDecay(), info.depth());
            double decay = info.decays() ? schedule.optimizer().weightDecay() : 0;
            rateError = Math.max(rateError, Math.abs(rate / rates[i] - 1));
            decayError = Math.max(decayError, Math.abs(decay - decays[i]));
        }
        rows.add(new Row(GROUP, "group.base_lr", rateError, 1e-6, "greatest of " + names.size() + " parameters"));
        rows.add(new Row(GROUP, "group.weight_decay", decayError, 1e-9, "greatest of " + names.size() + " parameters"));
        List<String> frozen = recording.strings("frozen");
        List<String> ours = parameters.stream()
                .filter(p -> p.kind() == ParameterInfo.Kind.FROZEN)
                .map(ParameterInfo::name)
                .sorted()
                .toList();
        rows.add(Row.exact(
                GROUP,
                "frozen",
                ours.equals(frozen.stream().sorted().toList()),
                ours.size() + " parameters frozen, recorded " + frozen.size()));
    }

    private static void after(String parameter, NDArray array, ZeroGradients zeros, Recording recording, List<Row> rows)
            throws CheckpointException {
        Values expected = recording.values(AFTER + parameter);
        Values actual = Values.of(array);
        double scale = expected.greatest();
        int left = zeros.leaveOut(parameter, actual.array(), expected.array());
        double distance = actual.distance(expected);
        String note = left == 0 ? "" : left + " values left out, whose gradient is zero but for rounding";
        rows.add(new Row(GROUP, AFTER + parameter, scale == 0 ? distance : distance / scale, Limits.GRADIENT, note));
    }

    private static Values flat(List<Double> values) {
        return flat(values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private static Values flat(double[] values) {
        return new Values(new Shape(values.length), values);
    }
}
