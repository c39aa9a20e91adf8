// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.trainer.run;

import io.skysense.api.config.SettingsException;
import io.skysense.api.model.ModelState;
import io.skysense.api.progress.Progress;
import io.skysense.api.train.InitialWeights;
import io.skysense.api.train.Preset;
import io.skysense.checkpoint.CheckpointException;
import io.skysense.checkpoint.LoadedWeights;
import io.skysense.checkpoint.RunFolder;
import io.skysense.checkpoint.exchange.KeyMap;
import io.skysense.checkpoint.exchange.WeightsImport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The weights that a new run begins with: at random, or from the files that {@code train.init} names.
 *
 * @param files the files, each over those before it
 * @param digests SHA-256 of each by its path, as the run's manifest has them
 * @param progress is told what was loaded
 */
record Beginning(List<InitialWeights> files, Map<String, String> digests, Progress progress) {

    /** At random, or from a checkpoint that is restored later. */
    static final Beginning RANDOM = new Beginning(List.of(), Map.of(), Progress.NONE);

    private static final int SHOWN = 3;

    /**
     * The beginning of a run; a run that has a checkpoint is past it.
     *
     * @param folder the run
     * @param preset its experiment
     * @param progress is told what is loaded
     * @return the beginning
     * @throws CheckpointException if the folder cannot be read
     */
    static Beginning of(RunFolder folder, Preset preset, Progress progress) throws CheckpointException {
        return folder.checkpoints().files().isEmpty()
                ? new Beginning(preset.train().init(), folder.manifest().weights(), progress)
                : RANDOM;
    }

    /**
     * Looks at the files before anything is built.
     *
     * @param preset an experiment
     * @return SHA-256 of each file by its path
     * @throws CheckpointException if one cannot be read
     * @throws SettingsException if a rule is none
     */
    static Map<String, String> digests(Preset preset) throws CheckpointException {
        List<InitialWeights> files = preset.train().init();
        for (int i = 0; i < files.size(); i++) {
            rules(files.get(i), i);
        }
        return FileDigests.of(files.stream().map(f -> Path.of(f.file())).toList());
    }

    private static KeyMap rules(InitialWeights file, int place) {
        try {
            return KeyMap.parse(file.map());
        } catch (IllegalArgumentException e) {
            throw new SettingsException("train.init[" + place + "].map: " + e.getMessage());
        }
    }

    /**
     * Loads the files.
     *
     * @param model a new model
     * @return where its weights came from
     * @throws CheckpointException if a file is not as it was when the run was made, has nothing of the model, or a
     *     tensor of another shape
     */
    List<LoadedWeights> into(ModelState model) throws CheckpointException {
        List<LoadedWeights> origins = new ArrayList<>();
        Set<String> missing = new LinkedHashSet<>(model.state().keySet());
        for (int i = 0; i < files.size(); i++) {
            Path path = Path.of(files.get(i).file());
            WeightsImport.Overlap overlap =
                    WeightsImport.loadCommon(path, files.get(i).key(), rules(files.get(i), i), model.state(), progress);
            LoadedWeights origin = overlap.origin();
            if (!origin.sha256().equals(digests.get(FileDigests.path(path)))) {
                throw new CheckpointException(path + ": is not the file that the run was made with");
            }
            missing.removeAll(overlap.loaded());
            origins.add(origin);
            progress.note(path + ": " + overlap.loaded().size() + " tensors loaded, "
                    + some(overlap.unused(), "not of this model"));
        }
        if (!files.isEmpty()) {
            progress.note(some(List.copyOf(missing), "in no file") + ", of "
                    + model.state().size() + " of the model: those begin at random");
        }
        return origins;
    }

    private static String some(List<String> names, String what) {
        String first = String.join(", ", names.subList(0, Math.min(SHOWN, names.size())));
        return names.size() + " " + what
                + (names.isEmpty() ? "" : " (" + first + (names.size() > SHOWN ? ", …)" : ")"));
    }
}
