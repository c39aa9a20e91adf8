// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.trainer.run;

import ai.djl.ndarray.NDArray;
import io.skysense.api.data.DatasetTable;
import io.skysense.api.model.ModelState;
import io.skysense.api.task.MetricReport;
import io.skysense.api.train.Preset;
import io.skysense.checkpoint.ArrayGroup;
import io.skysense.checkpoint.CheckpointException;
import io.skysense.checkpoint.CheckpointFile;
import io.skysense.checkpoint.CheckpointFolder;
import io.skysense.checkpoint.LoadedWeights;
import io.skysense.checkpoint.ModelCard;
import io.skysense.checkpoint.RunFolder;
import io.skysense.checkpoint.TrainingState;
import io.skysense.checkpoint.WeightsFile;
import io.skysense.trainer.step.TrainingStep;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Takes a session into the run's folder and back. */
final class Checkpoints {

    private final RunFolder folder;
    private final Preset preset;
    private final Optional<DatasetTable> table;
    private final ModelState model;
    private final TrainingStep step;
    private List<LoadedWeights> origins;

    Checkpoints(RunFolder folder, Preset preset, Optional<DatasetTable> table, Session session) {
        this.folder = folder;
        this.preset = preset;
        this.table = table;
        this.model = session.learner().model();
        this.step = session.step();
        this.origins = session.origins();
    }

    /**
     * Where a run stands.
     *
     * @param state after its newest checkpoint
     * @param validated whether the model was validated after that step
     */
    record Standing(TrainingState state, boolean validated) {}

    /**
     * Puts the session where the newest sound checkpoint was; leaves it at its beginning if there is none yet.
     *
     * @param notes gets a line for each damaged checkpoint that was passed over
     * @return where the run stands, and whether that step was validated
     * @throws CheckpointException if checkpoints are there and none is sound, or they are of another model
     */
    Standing restore(Consumer<String> notes) throws CheckpointException {
        long total = preset.train().steps();
        CheckpointFolder checkpoints = folder.checkpoints();
        if (checkpoints.files().isEmpty()) {
            return new Standing(TrainingState.start(total, preset.seed()), false);
        }
        CheckpointFolder.Latest latest = checkpoints.latest();
        try (CheckpointFile file = latest.checkpoint()) {
            for (String line : latest.damaged()) {
                notes.accept(
                        line + "; going on from the one before, " + file.path().getFileName());
            }
            for (Map.Entry<ArrayGroup, Map<String, NDArray>> group : arrays().entrySet()) {
                file.restore(group.getKey(), group.getValue());
            }
            origins = file.card().origins();
            TrainingState state = file.state();
            step.optimizer().restoreCount(state.step());
            TrainingState own = new TrainingState(
                    state.step(),
                    total,
                    preset.seed(),
                    state.epoch(),
                    state.position(),
                    state.generators(),
                    state.seconds(),
                    state.best(),
                    state.withoutImprovement());
            return new Standing(own, !file.card().figures().isEmpty());
        }
    }

    /**
     * Writes a checkpoint.
     *
     * @param state where the run stands
     * @param figures of the validation after this step, if there was one
     * @throws CheckpointException if it cannot be written; the earlier ones are intact
     */
    void save(TrainingState state, Optional<MetricReport> figures) throws CheckpointException {
        folder.checkpoints().save(state, card(state, figures), arrays());
    }

    /**
     * Writes the weights to use: the averaged ones where they are kept.
     *
     * @param state a state whose validation was the best so far
     * @param figures of that validation
     * @throws CheckpointException if they cannot be written; the earlier ones are intact
     */
    void saveBest(TrainingState state, MetricReport figures) throws CheckpointException {
        Map<String, NDArray> weights = new LinkedHashMap<>(model.state());
        step.average().ifPresent(a -> weights.putAll(a.arrays()));
        folder.saveBest(card(state, Optional.of(figures)), weights);
    }

    /**
     * The figures of the best validation, as the weights in the folder have them.
     *
     * @param state where the run stands
     * @param notes gets a line if the weights are damaged: that is no reason not to go on
     * @return the figures by name, without those of each class; empty if there are none of that step
     */
    Optional<MetricReport> best(TrainingState state, Consumer<String> notes) {
        if (state.best() == null) {
            return Optional.empty();
        }
        try (WeightsFile weights = folder.weights()) {
            // Weights that a killed process kept after its last checkpoint are of a validation that is still to come.
            return Optional.of(weights.card())
                    .filter(card -> card.step() == state.best().step())
                    .map(card -> new MetricReport(card.figures(), Map.of(), List.of(), List.of()));
        } catch (CheckpointException e) {
            notes.accept(e.getMessage());
            return Optional.empty();
        }
    }

    private Map<ArrayGroup, Map<String, NDArray>> arrays() {
        Map<ArrayGroup, Map<String, NDArray>> groups = new EnumMap<>(ArrayGroup.class);
        groups.put(ArrayGroup.MODEL, model.state());
        groups.put(ArrayGroup.FIRST_MOMENT, step.optimizer().firstMoments());
        groups.put(ArrayGroup.SECOND_MOMENT, step.optimizer().secondMoments());
        step.average().ifPresent(a -> groups.put(ArrayGroup.AVERAGE, a.arrays()));
        return groups;
    }

    private ModelCard card(TrainingState state, Optional<MetricReport> figures) {
        return new ModelCard(
                state.step(),
                preset,
                table.orElse(null),
                model.versions(),
                figures.map(MetricReport::values).orElse(Map.of()),
                origins);
    }
}
