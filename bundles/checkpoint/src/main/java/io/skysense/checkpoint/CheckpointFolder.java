// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.checkpoint;

import ai.djl.ndarray.NDArray;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The checkpoints of a run: one file a step, of which the last two are kept. Not for two writers at once. */
public final class CheckpointFolder {

    private static final System.Logger LOG = System.getLogger(CheckpointFolder.class.getName());
    private static final Pattern NAME = Pattern.compile("step-(\\d{6,18})\\.safetensors");
    private static final int KEPT = 2;

    private final Path folder;

    /**
     * Names the folder; nothing is read or made.
     *
     * @param folder where the checkpoints are
     */
    public CheckpointFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * The newest checkpoint that is sound.
     *
     * @param checkpoint the checkpoint; the caller closes it
     * @param damaged one line for each newer one that cannot be used, newest first
     */
    public record Latest(CheckpointFile checkpoint, List<String> damaged) {

        /** Copies the list. */
        public Latest {
            damaged = List.copyOf(damaged);
        }
    }

    /**
     * Writes a checkpoint, then deletes those that it makes superfluous: all but the last two, and any of a later step,
     * which a resumed run has left behind. Killed at any moment, it leaves the last two or the new one intact.
     *
     * @param state where the run stands; its step names the file
     * @param card what is needed to use its weights
     * @param arrays the arrays of each group
     * @return the file
     * @throws CheckpointException if it cannot be written; the earlier ones are intact then
     */
    public Path save(TrainingState state, ModelCard card, Map<ArrayGroup, Map<String, NDArray>> arrays)
            throws CheckpointException {
        Path file = folder.resolve(String.format("step-%06d.safetensors", state.step()));
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw CheckpointException.of(folder, "cannot be made", e);
        }
        CheckpointFile.save(file, state, card, arrays);
        deleteSuperfluous(state.step());
        return file;
    }

    /** {@return the checkpoints that are there, sound or not, newest first} */
    public List<Path> files() throws CheckpointException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> NAME.matcher(f.getFileName().toString()).matches())
                    .sorted(Comparator.comparingLong(CheckpointFolder::step).reversed())
                    .toList();
        } catch (IOException e) {
            throw CheckpointException.of(folder, "cannot be read", e);
        }
    }

    /**
     * Opens the newest checkpoint that is sound; warns of each newer one that is not.
     *
     * @return the checkpoint, and what was passed over
     * @throws CheckpointException if there is none; says what is wrong with those that are there
     */
    public Latest latest() throws CheckpointException {
        List<String> damaged = new ArrayList<>();
        for (Path file : files()) {
            try {
                CheckpointFile checkpoint = CheckpointFile.open(file);
                damaged.forEach(
                        line -> LOG.log(System.Logger.Level.WARNING, () -> line + "; the one before it is " + file));
                return new Latest(checkpoint, damaged);
            } catch (CheckpointException e) {
                damaged.add(e.getMessage());
            }
        }
        throw new CheckpointException(folder + ": holds no checkpoint"
                + (damaged.isEmpty() ? "" : " that is sound: " + String.join("; ", damaged)));
    }

    private void deleteSuperfluous(long step) throws CheckpointException {
        int kept = 0;
        for (Path file : files()) {
            if (step(file) > step || ++kept > KEPT) {
                try {
                    Files.deleteIfExists(file);
                } catch (IOException e) {
                    // It only takes room: no reason to end a run whose new checkpoint is safe.
                    LOG.log(System.Logger.Level.WARNING, () -> file + ": cannot be deleted: " + e.getMessage());
                }
            }
        }
    }

    private static long step(Path file) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        if (!name.matches()) {
            throw new IllegalArgumentException(file + " is no checkpoint");
        }
        return Long.parseLong(name.group(1));
    }
}
