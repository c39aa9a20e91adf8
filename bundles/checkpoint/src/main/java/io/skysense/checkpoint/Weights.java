// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.checkpoint;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.skysense.engine.GradMode;
import io.skysense.engine.ops.Foreach;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Copies tensors of a file into arrays that exist already: they keep their identity, their device and their gradients. */
public final class Weights {

    private Weights() {}

    /**
     * Compares names, types and shapes.
     *
     * @param saved tensors of a file under the names the model uses
     * @param model arrays of a model
     * @return what differs
     */
    public static NameReport compare(Map<String, TensorInfo> saved, Map<String, NDArray> model) {
        List<String> missing = new ArrayList<>();
        List<NameReport.Mismatch> misshaped = new ArrayList<>();
        model.forEach((name, array) -> {
            TensorInfo tensor = saved.get(name);
            if (tensor == null) {
                missing.add(name);
            } else if (!fits(tensor, array)) {
                misshaped.add(new NameReport.Mismatch(name, tensor.describe(), describe(array)));
            }
        });
        List<String> unexpected =
                saved.keySet().stream().filter(name -> !model.containsKey(name)).toList();
        return new NameReport(missing, unexpected, misshaped);
    }

    /**
     * Copies every tensor into the array of its name, bit by bit.
     *
     * @param file the file
     * @param saved its tensors under the names the model uses
     * @param model arrays of the model; none is changed if a name, type or shape differs
     * @throws CheckpointException if the file is of another model (says which names and shapes differ) or cannot be read
     */
    public static void restore(SafetensorsFile file, Map<String, TensorInfo> saved, Map<String, NDArray> model)
            throws CheckpointException {
        NameReport report = compare(saved, model);
        if (!report.clean()) {
            throw new CheckpointException(file.path() + ": a checkpoint of another model: " + report.summary());
        }
        for (Map.Entry<String, NDArray> entry : model.entrySet()) {
            TensorInfo tensor = saved.get(entry.getKey());
            if (tensor.bytes() > 0) {
                copy(file.bytes(tensor.name()), entry.getValue());
            }
        }
    }

    /** Not through NDArray.set or copyTo: they make the array an alias of a Java buffer, here of a file that cannot be written. */
    @SuppressWarnings("try") // The mode is only held.
    private static void copy(ByteBuffer bytes, NDArray array) {
        try (NDManager scratch = array.getManager().newSubManager(Device.cpu());
                GradMode off = GradMode.off()) {
            NDArray source = scratch.create(bytes, array.getShape(), array.getDataType());
            Foreach.copy(new NDList(array), new NDList(source));
        }
    }

    private static boolean fits(TensorInfo tensor, NDArray array) {
        return tensor.type().djl().filter(array.getDataType()::equals).isPresent()
                && tensor.shape().equals(shape(array));
    }

    private static String describe(NDArray array) {
        String type = ElementType.of(array.getDataType())
                .map(ElementType::name)
                .orElseGet(() -> array.getDataType().toString());
        return TensorInfo.describe(type, shape(array));
    }

    private static List<Long> shape(NDArray array) {
        return Arrays.stream(array.getShape().getShape()).boxed().toList();
    }
}
