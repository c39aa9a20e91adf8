// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.checkpoint;

import ai.djl.ndarray.NDArray;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The weights of a model, for use: a file of their own under the model's names, or those within a checkpoint.
 *
 * <p>Of a checkpoint, the averaged weights are taken where it has them.
 */
public final class WeightsFile implements AutoCloseable {

    private final SafetensorsFile file;
    private final ModelCard card;

    private WeightsFile(SafetensorsFile file, ModelCard card) {
        this.file = file;
        this.card = card;
    }

    /**
     * Writes weights under their names in the model, replacing what was there; complete or not at all.
     *
     * @param path the file; its folder exists
     * @param card what is needed to use them
     * @param weights weights and buffers by name
     * @return the digest of the file
     * @throws CheckpointException if it cannot be written; nothing has changed then
     */
    public static String save(Path path, ModelCard card, Map<String, NDArray> weights) throws CheckpointException {
        List<TensorSource> tensors = weights.entrySet().stream()
                .map(e -> TensorSource.of(e.getKey(), e.getValue()))
                .toList();
        return SafetensorsWriter.write(path, Map.of(CheckpointFile.CARD, Json.write(card)), tensors);
    }

    /**
     * Opens weights or a checkpoint, and verifies every byte of it.
     *
     * @param path the file
     * @return the weights; the caller closes them
     * @throws CheckpointException if the file is missing, damaged or neither; names file and cause
     */
    public static WeightsFile open(Path path) throws CheckpointException {
        SafetensorsFile file = SafetensorsFile.open(path);
        try {
            file.verify();
            return new WeightsFile(file, CheckpointFile.card(file));
        } catch (CheckpointException | RuntimeException e) {
            try (file) {
                throw e;
            }
        }
    }

    /** Takes over a checkpoint that was opened, and so verified; it is closed with the weights. */
    static WeightsFile within(CheckpointFile checkpoint) {
        return new WeightsFile(checkpoint.file(), checkpoint.card());
    }

    /** {@return the file} */
    public Path path() {
        return file.path();
    }

    /** {@return what is needed to use them} */
    public ModelCard card() {
        return card;
    }

    /** {@return the tensors by their names in the model} */
    public Map<String, TensorInfo> tensors() {
        if (!file.metadata().containsKey(CheckpointFile.STATE)) {
            return file.tensors();
        }
        Map<String, TensorInfo> tensors = CheckpointFile.tensors(file, ArrayGroup.MODEL);
        tensors.putAll(CheckpointFile.tensors(file, ArrayGroup.AVERAGE));
        return tensors;
    }

    /**
     * Copies the weights into a model, bit by bit.
     *
     * @param model weights and buffers by name; none is changed on an error
     * @throws NameMismatchException if they are of another model
     * @throws CheckpointException if they hold a NaN or an infinity; names the tensor
     */
    public void restore(Map<String, NDArray> model) throws CheckpointException {
        restore(tensors(), model);
    }

    /**
     * Copies a part of the weights into a part of a model, bit by bit.
     *
     * @param part weights and buffers by name; what the file has besides is left. None is changed on an error
     * @throws NameMismatchException if the file lacks one of them, or has it in another shape
     * @throws CheckpointException if they hold a NaN or an infinity; names the tensor
     */
    public void restorePart(Map<String, NDArray> part) throws CheckpointException {
        Map<String, TensorInfo> tensors = new LinkedHashMap<>(tensors());
        tensors.keySet().retainAll(part.keySet());
        restore(tensors, part);
    }

    private void restore(Map<String, TensorInfo> tensors, Map<String, NDArray> model) throws CheckpointException {
        if (Weights.compare(tensors, model).clean()) {
            requireFinite(tensors.values());
        }
        Weights.restore(file, tensors, model);
    }

    private void requireFinite(Collection<TensorInfo> tensors) throws CheckpointException {
        Map<String, TensorSource> sources = file.sources();
        try {
            for (TensorInfo tensor : tensors) {
                sources.get(tensor.name()).finite(path().toString()).content().writeTo(part -> {});
            }
        } catch (IOException e) {
            throw CheckpointException.of(path(), "cannot be read", e);
        }
    }

    @Override
    public void close() throws CheckpointException {
        file.close();
    }
}
