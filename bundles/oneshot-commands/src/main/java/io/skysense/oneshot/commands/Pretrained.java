// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.oneshot.commands;

import ai.djl.ndarray.NDArray;
import io.skysense.api.progress.Progress;
import io.skysense.api.train.Preset;
import io.skysense.checkpoint.CheckpointException;
import io.skysense.checkpoint.FileDigest;
import io.skysense.checkpoint.LoadedWeights;
import io.skysense.checkpoint.RunFolder;
import io.skysense.checkpoint.WeightsFile;
import io.skysense.checkpoint.exchange.KeyMap;
import io.skysense.checkpoint.exchange.WeightsImport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A pretrained complete model on disk. */
sealed interface Pretrained {

    /** {@return its experiment} */
    Preset preset();

    /**
     * Fills a model.
     *
     * @param model the arrays that it must give; what it has besides is left
     * @param progress is told of long work
     * @return where they came from
     * @throws IOException if it cannot be read, or lacks one of them
     */
    LoadedWeights into(Map<String, NDArray> model, Progress progress) throws IOException;

    /**
     * A run of in-context pretraining.
     *
     * @param folder the run
     * @param preset its experiment
     */
    record Run(Path folder, Preset preset) implements Pretrained {

        /** Opens it. */
        static Run of(Path folder) throws IOException {
            try (RunFolder run = RunFolder.open(folder)) {
                Preset preset = run.preset();
                if (!preset.pretrains()) {
                    throw new CheckpointException(
                            folder + ": its model has a head; the run of a pretraining is expected");
                }
                return new Run(folder, preset);
            }
        }

        @Override
        public LoadedWeights into(Map<String, NDArray> model, Progress progress) throws IOException {
            try (RunFolder run = RunFolder.open(folder);
                    WeightsFile weights = run.weights()) {
                weights.restorePart(model);
                Path file = weights.path().toAbsolutePath().normalize();
                long bytes = Files.size(file);
                return new LoadedWeights(
                        file.toString(), FileDigest.of(file, progress), "", List.of(), model.size(), bytes);
            }
        }
    }

    /**
     * A file of weights, such as those that the reference's authors publish.
     *
     * @param file of any format that {@code weights inspect} reads
     * @param preset says what model they are of
     */
    record Weights(Path file, Preset preset) implements Pretrained {

        @Override
        public LoadedWeights into(Map<String, NDArray> model, Progress progress) throws IOException {
            WeightsImport.Overlap overlap = WeightsImport.loadCommon(file, "", KeyMap.NONE, model, progress);
            Set<String> missing = new TreeSet<>(model.keySet());
            missing.removeAll(overlap.loaded());
            if (!missing.isEmpty()) {
                throw new CheckpointException(file + ": lacks " + missing.size() + " of the model's " + model.size()
                        + " tensors, " + missing.iterator().next() + " for example");
            }
            return overlap.origin();
        }
    }
}
