// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.checkpoint;

import ai.djl.ndarray.NDArray;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The complete state of a run at a step, in one file that is found damaged if a single bit of it is. */
public final class CheckpointFile implements AutoCloseable {

    static final String STATE = "skysense.state";
    static final String CARD = "skysense.card";

    private final SafetensorsFile file;
    private final TrainingState state;
    private final ModelCard card;

    private CheckpointFile(SafetensorsFile file) throws CheckpointException {
        this.file = file;
        file.verify();
        this.state = Json.read(file.metadata().get(STATE), TrainingState.class, file.path() + ": " + STATE);
        this.card = card(file);
    }

    /**
     * Writes a checkpoint, replacing what was there; complete or not at all.
     *
     * @param path the file; its folder exists
     * @param state where the run stands
     * @param card what is needed to use its weights
     * @param arrays the arrays of each group; a group may be absent
     * @return the digest of the file
     * @throws CheckpointException if it cannot be written; nothing has changed then
     */
    public static String save(
            Path path, TrainingState state, ModelCard card, Map<ArrayGroup, Map<String, NDArray>> arrays)
            throws CheckpointException {
        List<TensorSource> tensors = new ArrayList<>();
        arrays.forEach((group, named) ->
                named.forEach((name, array) -> tensors.add(TensorSource.of(group.prefix() + name, array))));
        return SafetensorsWriter.write(path, Map.of(STATE, Json.write(state), CARD, Json.write(card)), tensors);
    }

    /**
     * Opens a checkpoint and verifies every byte of it.
     *
     * @param path the file
     * @return the checkpoint; the caller closes it
     * @throws CheckpointException if it is missing, damaged or no checkpoint; names file and cause
     */
    public static CheckpointFile open(Path path) throws CheckpointException {
        SafetensorsFile file = SafetensorsFile.open(path);
        try {
            return new CheckpointFile(file);
        } catch (CheckpointException | RuntimeException e) {
            try (file) {
                throw e;
            }
        }
    }

    /** {@return the file} */
    public Path path() {
        return file.path();
    }

    /** {@return where the run stood} */
    public TrainingState state() {
        return state;
    }

    /** {@return what is needed to use its weights} */
    public ModelCard card() {
        return card;
    }

    /**
     * Lists the tensors of a group.
     *
     * @param group what they are for
     * @return the tensors by their names in the model; empty if the group was not saved
     */
    public Map<String, TensorInfo> tensors(ArrayGroup group) {
        return tensors(file, group);
    }

    /**
     * Copies the arrays of a group back, bit by bit.
     *
     * @param group the group
     * @param arrays the arrays to fill, by name; none is changed if a name, type or shape differs
     * @throws CheckpointException if the checkpoint is of another model; says which names and shapes differ
     */
    public void restore(ArrayGroup group, Map<String, NDArray> arrays) throws CheckpointException {
        Weights.restore(file, tensors(group), arrays);
    }

    @Override
    public void close() throws CheckpointException {
        file.close();
    }

    SafetensorsFile file() {
        return file;
    }

    static ModelCard card(SafetensorsFile file) throws CheckpointException {
        return Json.read(file.metadata().get(CARD), ModelCard.class, file.path() + ": " + CARD);
    }

    static Map<String, TensorInfo> tensors(SafetensorsFile file, ArrayGroup group) {
        Map<String, TensorInfo> found = new LinkedHashMap<>();
        file.tensors().forEach((name, tensor) -> {
            if (name.startsWith(group.prefix())) {
                found.put(name.substring(group.prefix().length()), tensor);
            }
        });
        return found;
    }
}
