// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.trainer.run;

import io.skysense.api.data.Dataset;
import io.skysense.api.data.DatasetException;
import io.skysense.api.progress.Progress;
import io.skysense.api.task.MetricReport;
import io.skysense.api.train.Preset;
import io.skysense.api.train.TrainResult;
import io.skysense.checkpoint.CheckpointException;
import io.skysense.checkpoint.MetricsLog;
import io.skysense.checkpoint.RunFolder;
import io.skysense.checkpoint.TrainingState;
import io.skysense.dataset.kit.loader.BatchLoader;
import io.skysense.dataset.kit.loader.HostBatch;
import io.skysense.engine.GradMode;
import io.skysense.trainer.eval.Evaluation;
import io.skysense.trainer.step.Phase;
import io.skysense.trainer.step.StepClock;
import io.skysense.trainer.step.StepResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Step after step from where a run stands to its end, with validations and checkpoints between. */
final class TrainingLoop {

    private final Path run;
    private final Preset preset;
    private final Dataset dataset;
    private final Session session;
    private final Checkpoints checkpoints;
    private final Rhythm rhythm;
    private final Course course;
    private final Progress progress;
    private Optional<MetricReport> best = Optional.empty();

    TrainingLoop(RunFolder folder, Preset preset, Dataset dataset, Session session, Progress progress)
            throws IOException {
        this.run = folder.path();
        this.preset = preset;
        this.dataset = dataset;
        this.session = session;
        this.progress = progress;
        this.checkpoints = new Checkpoints(folder, preset, dataset.table(), session);
        this.rhythm = Rhythm.of(preset.train());
        this.course = new Course(
                dataset.size(preset.data().train()),
                preset.data().batch() * preset.train().accumulate(),
                preset.train().patience(),
                session.model().head().monitor());
    }

    /**
     * Goes on from the newest checkpoint, or from the beginning.
     *
     * @param folder the run, locked
     * @return how it ended
     * @throws IOException if data, a step or a file fails; what was saved stays
     */
    TrainResult run(RunFolder folder) throws IOException {
        Checkpoints.Standing standing = checkpoints.restore(progress::note);
        TrainingState state = standing.state();
        best = checkpoints.best(state, progress::note);
        long first = state.step() * preset.train().accumulate();
        progress.begin("train", rhythm.total());
        try (GradMode on = GradMode.on();
                MetricsLog figures = folder.metrics(state.step());
                BatchLoader<HostBatch> loader = BatchLoader.training(dataset, preset.data(), preset.seed(), first)) {
            RunLog log = new RunLog(figures, session.clock(), rhythm.total());
            if (state.step() > 0 && validatesAfter(state) && !standing.validated()) {
                // Its validation failed; an unbroken run would have had it.
                state = validated(state, state.step(), log);
            }
            return steps(state, log, loader);
        } finally {
            progress.end();
        }
    }

    private TrainResult steps(TrainingState from, RunLog log, BatchLoader<HostBatch> loader) throws IOException {
        StepClock clock = session.clock();
        TrainingState state = from;
        long saved = from.step();
        clock.restart();
        while (!course.finished(state)) {
            if (progress.cancelled()) {
                if (state.step() > saved) {
                    checkpoints.save(state, Optional.empty());
                }
                progress.note("stopped after step " + state.step() + " of " + rhythm.total()
                        + "; a checkpoint is written, and the run can be resumed");
                return result(state, false);
            }
            long start = System.nanoTime();
            StepResult result = step(state, saved, loader);
            state = course.stepped(state, (System.nanoTime() - start) / 1e9);
            progress.update(state.step(), log.stepped(state, result));
            clock.lap(Phase.OTHER);
            if (validatesAfter(state)) {
                state = validated(state, saved, log);
                saved = state.step();
            } else if (rhythm.savesAfter(state.step())) {
                checkpoints.save(state, Optional.empty());
                saved = state.step();
            }
            // Validations and checkpoints are no part of a step.
            clock.skip();
        }
        if (state.step() < rhythm.total()) {
            progress.note("stopped early: " + state.withoutImprovement() + " validations without a better "
                    + course.monitor());
        }
        return result(state, true);
    }

    /** Takes a step; if a sample of it cannot be used, what was trained since the last checkpoint is not lost. */
    private StepResult step(TrainingState state, long saved, BatchLoader<HostBatch> loader) throws IOException {
        try {
            return session.step().run(state.step(), loader);
        } catch (DatasetException e) {
            // With accumulation an earlier batch of the step may have moved statistics of the model.
            if (preset.train().accumulate() == 1) {
                saveBeforeFailing(state, saved, e);
            }
            throw e;
        }
    }

    private boolean validatesAfter(TrainingState state) {
        return !preset.data().validation().isEmpty() && rhythm.validatesAfter(state.step());
    }

    /** Validates and saves; if a sample cannot be used, what was trained since the last checkpoint is not lost. */
    private TrainingState validated(TrainingState before, long saved, RunLog log) throws IOException {
        long begun = System.nanoTime();
        MetricReport figures;
        try {
            figures = validate();
        } catch (DatasetException e) {
            saveBeforeFailing(before, saved, e);
            throw e;
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        TrainingState state = course.validated(before, figures, seconds);
        log.validated(state.step(), figures, seconds);
        keepBest(state, figures);
        checkpoints.save(state, Optional.of(figures));
        return state;
    }

    private void saveBeforeFailing(TrainingState state, long saved, DatasetException failure) {
        if (state.step() == saved) {
            return;
        }
        try {
            checkpoints.save(state, Optional.empty());
            progress.note("a checkpoint of step " + state.step()
                    + " is written; once the file is mended, the run can be resumed");
        } catch (CheckpointException e) {
            failure.addSuppressed(e);
        }
    }

    private MetricReport validate() throws IOException {
        Evaluation evaluation = new Evaluation(session.model(), preset.data());
        String split = preset.data().validation();
        if (session.step().average().isEmpty()) {
            return evaluation.run(dataset, split, Evaluation.Observer.NONE);
        }
        return session.step().average().get().during(() -> evaluation.run(dataset, split, Evaluation.Observer.NONE));
    }

    private void keepBest(TrainingState state, MetricReport figures) throws CheckpointException {
        boolean improved = course.improved(state);
        progress.note(String.format(
                Locale.ROOT,
                "step %d: %s %.4f%s",
                state.step(),
                course.monitor(),
                figures.values().get(course.monitor()),
                improved
                        ? ", the best so far"
                        : state.best() == null
                                ? ""
                                : String.format(
                                        Locale.ROOT,
                                        "; best %.4f at step %d",
                                        state.best().value(),
                                        state.best().step())));
        if (improved) {
            best = Optional.of(figures);
            checkpoints.saveBest(state, figures);
        }
    }

    private TrainResult result(TrainingState state, boolean complete) {
        long bestStep = state.best() == null ? 0 : state.best().step();
        return new TrainResult(run, Math.toIntExact(state.step()), complete, Math.toIntExact(bestStep), best);
    }
}
