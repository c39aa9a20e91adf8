// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.verify;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import io.skysense.api.model.UnitSource;
import io.skysense.checkpoint.CheckpointException;
import io.skysense.engine.GradMode;
import io.skysense.engine.Torch;
import io.skysense.engine.ops.Autograd;
import io.skysense.engine.ops.Foreach;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Single modules and operators: values, and gradients by inputs and weights. */
final class UnitCheck {

    private static final String GROUP = "units";
    private static final List<String> COMPUTED = List.of("relative_coords_table", "relative_position_index");

    private final List<UnitSource> sources;
    private final Recording recording;
    private final List<Row> rows;
    private final Comparison comparison;

    /**
     * @param sources know the modules
     * @param recording {@code units.npz}
     * @param rows gets a row an array
     */
    UnitCheck(List<UnitSource> sources, Recording recording, List<Row> rows) {
        this.sources = sources;
        this.recording = recording;
        this.rows = rows;
        comparison = new Comparison(GROUP, recording, "", rows);
    }

    /** Checks everything that the recording holds. */
    void run() throws CheckpointException {
        Set<String> units = new LinkedHashSet<>();
        recording.names().forEach(name -> units.add(name.replaceFirst("/.*", "")));
        for (String unit : units) {
            try (NDManager manager = Torch.newManager(Device.cpu());
                    GradMode on = GradMode.on()) {
                if (recording.has(unit + "/gy") || recording.has(unit + "/gpred")) {
                    module(unit, manager);
                } else {
                    operators(unit, manager);
                }
            }
        }
    }

    private void operators(String unit, NDManager manager) throws CheckpointException {
        OperatorCheck operators = new OperatorCheck(recording, manager);
        for (String name : recording.names()) {
            if (name.equals(unit) || name.startsWith(unit + "/")) {
                NDArray result = operators.compute(name);
                if (result != null) {
                    comparison.compare(name, Values.of(result), Limits.STAGE);
                } else if (!name.endsWith("/x") && !name.matches("pos_embed_\\d+x\\d+")) {
                    rows.add(Row.absent(GROUP, name, "no such operator"));
                }
            }
        }
    }

    private void module(String unit, NDManager manager) throws CheckpointException {
        Map<String, NDArray> weights = new LinkedHashMap<>();
        for (String name : recording.names()) {
            String own = name.startsWith(unit + "/w/") ? name.substring(unit.length() + 3) : null;
            if (own != null && COMPUTED.stream().noneMatch(own::endsWith)) {
                weights.put(own, recording.file().array(manager, name));
            }
        }
        NDList inputs = inputs(unit, manager);
        Map<String, Shape> shapes = new LinkedHashMap<>();
        weights.forEach((name, array) -> shapes.put(name, array.getShape()));
        Optional<UnitSource.Unit> found = sources.stream()
                .flatMap(s -> s.unit(unit, shapes, inputs.head().getShape()).stream())
                .findFirst();
        if (found.isEmpty()) {
            rows.add(Row.absent(GROUP, unit, "no installed plug-in has it"));
            return;
        }
        load(unit, found.get().block(), weights, manager);
        run(unit, found.get(), inputs, weights.keySet());
    }

    /** The recorded inputs: {@code x0}, or the scores and labels of a loss. Numbers want gradients, ids do not. */
    private NDList inputs(String unit, NDManager manager) throws CheckpointException {
        NDList inputs = new NDList();
        for (String name : List.of("/x0", "/pred", "/target")) {
            if (recording.has(unit + name)) {
                NDArray array = recording.file().array(manager, unit + name);
                boolean ids = !array.getDataType().isFloating();
                inputs.add(array.toType(ids ? DataType.INT64 : DataType.FLOAT32, false));
                inputs.get(inputs.size() - 1).setRequiresGradient(!ids);
            }
        }
        return inputs;
    }

    private void load(String unit, Block block, Map<String, NDArray> weights, NDManager manager) {
        Set<String> unknown = new LinkedHashSet<>(weights.keySet());
        block.getParameters().forEach(pair -> {
            Parameter parameter = pair.getValue();
            NDArray recorded = weights.get(pair.getKey());
            parameter.initialize(manager, DataType.FLOAT32);
            if (recorded == null) {
                return;
            }
            try (GradMode off = GradMode.off()) {
                Foreach.copy(new NDList(parameter.getArray()), new NDList(recorded.reshape(parameter.getShape())));
            }
            parameter.getArray().setRequiresGradient(true);
            unknown.remove(pair.getKey());
        });
        unknown.forEach(name -> rows.add(Row.absent(GROUP, unit + "/w/" + name, "the module has no such weight")));
    }

    private void run(String unit, UnitSource.Unit part, NDList inputs, Set<String> weights) throws CheckpointException {
        NDManager manager = inputs.head().getManager();
        NDArray y = part.forward().apply(inputs);
        comparison.compare(unit + "/y", Values.of(y), Limits.STAGE);
        NDList wanted = new NDList();
        List<String> names = new ArrayList<>();
        if (inputs.head().getDataType().isFloating()) {
            wanted.add(inputs.head());
            names.add(recording.has(unit + "/gpred") ? "/gpred" : "/gx0");
        }
        part.block().getParameters().forEach(pair -> {
            if (weights.contains(pair.getKey())) {
                wanted.add(pair.getValue().getArray());
                names.add("/gw/" + pair.getKey());
            }
        });
        NDArray upstream = recording.has(unit + "/gy")
                ? recording.file().array(manager, unit + "/gy").reshape(y.getShape())
                : y.onesLike();
        NDList gradients = Autograd.vectorJacobian(manager, new NDList(y), new NDList(upstream), wanted);
        double greatest = recording.greatest(unit + "/g");
        for (int i = 0; i < names.size(); i++) {
            if (recording.has(unit + names.get(i))) {
                comparison.gradient(unit + names.get(i), gradients.get(i), greatest);
            }
        }
        extremes(unit, part, inputs);
    }

    /** A loss was also recorded where all labels are background, and where all are the second class. */
    private void extremes(String unit, UnitSource.Unit part, NDList inputs) throws CheckpointException {
        for (Map.Entry<String, Integer> extreme :
                Map.of("/all_bg", 0, "/all_fg", 2).entrySet()) {
            if (recording.has(unit + extreme.getKey())) {
                NDArray labels =
                        inputs.head().getManager().full(inputs.get(1).getShape(), extreme.getValue(), DataType.INT64);
                NDArray y = part.forward().apply(new NDList(inputs.head(), labels));
                comparison.compare(unit + extreme.getKey(), Values.of(y), Limits.STAGE);
            }
        }
    }
}
