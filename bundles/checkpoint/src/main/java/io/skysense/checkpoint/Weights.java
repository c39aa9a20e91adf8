// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.checkpoint;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.skysense.api.progress.Progress;
import io.skysense.checkpoint.archive.Quote;
import io.skysense.engine.GradMode;
import io.skysense.engine.ops.Foreach;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;

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
     * @throws NameMismatchException if the file is of another model
     * @throws CheckpointException if the file cannot be read
     */
    public static void restore(SafetensorsFile file, Map<String, TensorInfo> saved, Map<String, NDArray> model)
            throws CheckpointException {
        NameReport report = compare(saved, model);
        if (!report.clean()) {
            throw new NameMismatchException(file.path().toString(), report);
        }
        for (Map.Entry<String, NDArray> entry : model.entrySet()) {
            TensorInfo tensor = saved.get(entry.getKey());
            if (tensor.bytes() > 0) {
                copy(file.bytes(tensor.name()), entry.getValue());
            }
        }
    }

    /**
     * Compares names, kinds of elements and shapes; floating-point types are alike, since values are converted.
     *
     * @param sources tensors of a file under the names the model uses
     * @param model arrays of a model
     * @return what differs
     */
    public static NameReport compareSources(Map<String, TensorSource> sources, Map<String, NDArray> model) {
        List<String> missing = new ArrayList<>();
        List<NameReport.Mismatch> misshaped = new ArrayList<>();
        model.forEach((name, array) -> {
            TensorSource source = sources.get(name);
            if (source == null) {
                missing.add(name);
            } else if (!fits(source, array)) {
                misshaped.add(new NameReport.Mismatch(name, source.describe(), describe(array)));
            }
        });
        List<String> unexpected = sources.keySet().stream()
                .filter(name -> !model.containsKey(name))
                .toList();
        return new NameReport(missing, unexpected, misshaped);
    }

    /**
     * Streams tensors into the arrays of their names, converted to the arrays' types; no more than one tensor is held
     * beside the model.
     *
     * @param where begins messages, for example the file
     * @param sources tensors under the names the model uses
     * @param model arrays of the model; none is changed if a name, kind or shape differs
     * @param progress is told of the bytes, in the stage {@code load weights}
     * @throws NameMismatchException if the tensors are of another model
     * @throws CheckpointException if a tensor cannot be read or holds a NaN or an infinity; the model is of no use then
     */
    public static void load(
            String where, Map<String, TensorSource> sources, Map<String, NDArray> model, Progress progress)
            throws CheckpointException {
        NameReport report = compareSources(sources, model);
        if (!report.clean()) {
            throw new NameMismatchException(where, report);
        }
        progress.begin(
                "load weights",
                sources.values().stream().mapToLong(TensorSource::bytes).sum());
        Map<String, TensorSource> converted = new LinkedHashMap<>();
        model.forEach((name, array) -> converted.put(
                name,
                sources.get(name)
                        .finite(where)
                        .to(ElementType.of(array.getDataType()).orElseThrow())));
        // One for all: what is allocated outside the heap goes back only when the collector comes by.
        ByteBuffer buffer = buffer(where, converted);
        long done = 0;
        for (Map.Entry<String, TensorSource> entry : converted.entrySet()) {
            stream(where, entry.getValue(), buffer.clear(), model.get(entry.getKey()));
            done += sources.get(entry.getKey()).bytes();
            progress.update(done, Map.of());
            if (progress.cancelled()) {
                throw new CancellationException("stopped while weights were loaded from " + where);
            }
        }
        progress.end();
    }

    private static ByteBuffer buffer(String where, Map<String, TensorSource> tensors) throws CheckpointException {
        long most = 0;
        for (TensorSource tensor : tensors.values()) {
            most = Math.max(most, tensor.bytes());
            if (most > Integer.MAX_VALUE) {
                throw new CheckpointException(where + ": tensor " + Quote.of(tensor.name()) + " of " + most
                        + " bytes is larger than one buffer");
            }
        }
        return ByteBuffer.allocateDirect((int) most);
    }

    private static void stream(String where, TensorSource source, ByteBuffer buffer, NDArray array)
            throws CheckpointException {
        try {
            source.content().writeTo(buffer::put);
        } catch (CheckpointException e) {
            throw e;
        } catch (IOException e) {
            throw new CheckpointException(where + ": cannot be read: " + e.getMessage(), e);
        }
        if (buffer.flip().hasRemaining()) {
            copy(buffer.slice().order(ByteOrder.nativeOrder()), array);
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

    private static boolean fits(TensorSource source, NDArray array) {
        Optional<ElementType> type = ElementType.of(array.getDataType());
        boolean alike = type.filter(
                        t -> t == source.type() || t.floating() && source.type().floating())
                .isPresent();
        return alike && source.shape().equals(shape(array));
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
