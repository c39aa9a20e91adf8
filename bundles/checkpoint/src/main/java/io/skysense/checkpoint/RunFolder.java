// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.checkpoint;

import ai.djl.ndarray.NDArray;
import io.skysense.api.config.Settings;
import io.skysense.api.train.Preset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The folder a run lives in.
 *
 * <pre>
 * preset.json                         the experiment, complete
 * manifest.json                       what it was made with
 * metrics.csv, metrics.jsonl          figures over the steps
 * events.out.tfevents.skysense        the same for TensorBoard
 * metrics.json                        what came of it, once it is complete
 * best.safetensors                    the weights of the best validation, for use
 * checkpoints/step-000123.safetensors the complete state after a step, the last two
 * </pre>
 *
 * <p>{@link #create} and {@link #resume} give the right to write, to one process at a time; {@link #open} only reads.
 */
public final class RunFolder implements AutoCloseable {

    private static final String PRESET = "preset.json";
    private static final String MANIFEST = "manifest.json";
    private static final String SUMMARY = "metrics.json";
    private static final String BEST = "best.safetensors";
    private static final String CHECKPOINTS = "checkpoints";

    private final Path folder;
    private final RunLock lock;

    private RunFolder(Path folder, RunLock lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /**
     * Makes a run.
     *
     * @param folder an absent or empty folder
     * @param preset the experiment, complete
     * @param manifest what it is made with
     * @return the run, locked; the caller closes it
     * @throws CheckpointException if the folder holds a run or anything else, is in use, or cannot be written
     */
    public static RunFolder create(Path folder, Preset preset, Manifest manifest) throws CheckpointException {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw CheckpointException.of(folder, "cannot be made", e);
        }
        checkVacant(folder);
        RunFolder run = new RunFolder(folder, RunLock.acquire(folder));
        try {
            // Again, now that nobody else can have begun one in between.
            checkVacant(folder);
            run.deleteLeftovers();
            AtomicFile.write(folder.resolve(MANIFEST), Json.write(manifest) + "\n");
            // Last, because it is what makes the folder a run.
            run.settle(preset);
            return run;
        } catch (CheckpointException | RuntimeException e) {
            run.close();
            throw e;
        }
    }

    /**
     * Opens a run to go on with it.
     *
     * @param folder the folder of a run
     * @return the run, locked; the caller closes it
     * @throws CheckpointException if it is not a run, is in use, or cannot be written
     */
    public static RunFolder resume(Path folder) throws CheckpointException {
        checkRun(folder);
        RunFolder run = new RunFolder(folder, RunLock.acquire(folder));
        try {
            run.deleteLeftovers();
            return run;
        } catch (CheckpointException | RuntimeException e) {
            run.close();
            throw e;
        }
    }

    /**
     * Opens a run to read it.
     *
     * @param folder the folder of a run
     * @return the run; a process may be training in it
     * @throws CheckpointException if it is not a run
     */
    public static RunFolder open(Path folder) throws CheckpointException {
        checkRun(folder);
        return new RunFolder(folder, null);
    }

    /** {@return the folder} */
    public Path path() {
        return folder;
    }

    /**
     * Reads the experiment.
     *
     * @return the preset, complete
     * @throws io.skysense.api.config.SettingsException if the file is damaged
     */
    public Preset preset() {
        return Preset.read(folder.resolve(PRESET));
    }

    /**
     * Writes the experiment anew, with what was left open when the run was made: its number of steps, for example.
     *
     * @param preset the experiment, complete
     * @throws CheckpointException if it cannot be written; the earlier one is intact then
     */
    public void settle(Preset preset) throws CheckpointException {
        checkLocked();
        AtomicFile.write(folder.resolve(PRESET), Settings.of(preset).toJson() + "\n");
    }

    /** {@return what the run was made with} */
    public Manifest manifest() throws CheckpointException {
        return Json.read(folder.resolve(MANIFEST), Manifest.class);
    }

    /** {@return the checkpoints} */
    public CheckpointFolder checkpoints() {
        return new CheckpointFolder(folder.resolve(CHECKPOINTS));
    }

    /**
     * Opens the log of figures to go on after a step.
     *
     * @param step the last step whose figures stay; 0 for a new run
     * @return the log; the caller closes it
     * @throws CheckpointException if it cannot be read or written
     */
    public MetricsLog metrics(long step) throws CheckpointException {
        checkLocked();
        return MetricsLog.open(folder.resolve(FigureLogs.TABLE), step);
    }

    /**
     * Opens all logs of figures to go on after a step.
     *
     * @param step the last step whose figures stay; below 0 for none
     * @return the logs; the caller closes them
     * @throws CheckpointException if one cannot be read or written
     */
    public FigureLogs logs(long step) throws CheckpointException {
        checkLocked();
        return FigureLogs.open(folder, step);
    }

    /**
     * Writes what came of the run, replacing what was there.
     *
     * @param summary its figures
     * @throws CheckpointException if it cannot be written
     */
    public void conclude(RunSummary summary) throws CheckpointException {
        checkLocked();
        AtomicFile.write(folder.resolve(SUMMARY), Json.write(summary) + "\n");
    }

    /** {@return the figures so far, in order; empty if there are none} */
    public List<MetricsLog.Row> figures() throws CheckpointException {
        Path file = folder.resolve(FigureLogs.TABLE);
        return Files.exists(file) ? MetricsLog.read(file) : List.of();
    }

    /**
     * Writes the weights of the best validation, replacing the earlier ones.
     *
     * @param card what is needed to use them
     * @param weights weights and buffers by name
     * @throws CheckpointException if they cannot be written; the earlier ones are intact then
     */
    public void saveBest(ModelCard card, Map<String, NDArray> weights) throws CheckpointException {
        checkLocked();
        WeightsFile.save(folder.resolve(BEST), card, weights);
    }

    /**
     * Opens the weights to use: of the best validation, else of the newest sound checkpoint.
     *
     * @return the weights; the caller closes them
     * @throws CheckpointException if there are none yet, or they are damaged; names what could be used instead
     */
    public WeightsFile weights() throws CheckpointException {
        Path best = folder.resolve(BEST);
        return Files.exists(best)
                ? openBest(best)
                : WeightsFile.within(checkpoints().latest().checkpoint());
    }

    /** Gives the right to write back. */
    @Override
    public void close() {
        if (lock != null) {
            lock.close();
        }
    }

    private WeightsFile openBest(Path best) throws CheckpointException {
        try {
            return WeightsFile.open(best);
        } catch (CheckpointException e) {
            List<Path> others = checkpoints().files();
            throw others.isEmpty()
                    ? e
                    : new CheckpointException(
                            e.getMessage() + "; delete it to use the last checkpoint, " + others.get(0), e);
        }
    }

    private void deleteLeftovers() throws CheckpointException {
        try {
            AtomicFile.deleteLeftovers(folder);
            if (Files.isDirectory(folder.resolve(CHECKPOINTS))) {
                AtomicFile.deleteLeftovers(folder.resolve(CHECKPOINTS));
            }
        } catch (IOException e) {
            throw CheckpointException.of(folder, "cannot be tidied", e);
        }
    }

    private void checkLocked() {
        if (lock == null) {
            throw new IllegalStateException(folder + " was opened to be read");
        }
    }

    private static void checkRun(Path folder) throws CheckpointException {
        if (!Files.isDirectory(folder)) {
            throw new CheckpointException(folder + ": " + (Files.exists(folder) ? "not a folder" : "no such folder"));
        }
        if (!Files.exists(folder.resolve(PRESET))) {
            throw new CheckpointException(folder + ": not a run: it has no " + PRESET);
        }
    }

    private static void checkVacant(Path folder) throws CheckpointException {
        if (Files.exists(folder.resolve(PRESET))) {
            throw new CheckpointException(folder + ": holds a run already; resume it, or name another folder");
        }
        // A run that was killed before it had a preset leaves no more than these.
        Set<String> own = Set.of(RunLock.NAME, MANIFEST);
        try (Stream<Path> files = Files.list(folder)) {
            if (files.anyMatch(f -> !own.contains(f.getFileName().toString()) && !AtomicFile.isTemporary(f))) {
                throw new CheckpointException(folder + ": not empty, and not a run; name an empty or a new folder");
            }
        } catch (IOException e) {
            throw CheckpointException.of(folder, "cannot be read", e);
        }
    }
}
