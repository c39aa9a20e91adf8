// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.trainer.run;

import io.skysense.api.data.DatasetException;
import io.skysense.api.progress.Progress;
import io.skysense.api.task.MetricReport;
import io.skysense.api.train.Preset;
import io.skysense.api.train.TrainResult;
import io.skysense.checkpoint.CheckpointException;
import io.skysense.checkpoint.FigureLogs;
import io.skysense.checkpoint.MetricsLog;
import io.skysense.checkpoint.RunFolder;
import io.skysense.checkpoint.RunSummary;
import io.skysense.checkpoint.TrainingState;
import io.skysense.engine.GradMode;
import io.skysense.trainer.job.Job;
import io.skysense.trainer.step.Feed;
import io.skysense.trainer.step.Phase;
import io.skysense.trainer.step.StepClock;
import io.skysense.trainer.step.StepResult;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Step after step from where a run stands to its end, with validations and checkpoints between. */
final class TrainingLoop {

    private final RunFolder folder;
    private final Preset preset;
    private final Job job;
    private final Session session;
    private final Checkpoints checkpoints;
    private final Rhythm rhythm;
    private final Course course;
    private final LabelWatch labels;
    private final Progress progress;
    private Optional<MetricReport> best = Optional.empty();

    TrainingLoop(RunFolder folder, Preset preset, Job job, Session session, Progress progress) {
        this.folder = folder;
        this.preset = preset;
        this.job = job;
        this.session = session;
        this.progress = progress;
        this.checkpoints = new Checkpoints(folder, preset, job.table(), session);
        this.rhythm = Rhythm.of(preset.train());
        this.course = new Course(
                job.epoch(),
                preset.data().batch() * preset.train().accumulate(),
                preset.train().patience(),
                session.learner().monitor());
        this.labels = new LabelWatch(job.epoch(), preset.data().train());
    }

    /**
     * Goes on from the newest checkpoint, or from the beginning.
     *
     * @return how it ended
     * @throws IOException if data, a step or a file fails; what was saved stays
     */
    TrainResult run() throws IOException {
        Checkpoints.Standing standing = checkpoints.restore(progress::note);
        TrainingState state = standing.state();
        best = checkpoints.best(state, progress::note);
        boolean begins = state.step() == 0;
        try (GradMode on = GradMode.on();
                FigureLogs figures = folder.logs(begins ? -1 : state.step())) {
            RunLog log = new RunLog(figures, session.clock(), rhythm.total());
            if (begins && job.judgesUntrained() && job.validation() > 0) {
                judgeUntrained(log);
            }
            progress.begin("train", rhythm.total());
            try (Feed feed =
                    session.learner().feed(state.step() * preset.train().accumulate())) {
                if (!begins && validatesAfter(state) && !standing.validated()) {
                    // Its validation failed; an unbroken run would have had it.
                    state = validated(state, state.step(), log);
                }
                state = steps(state, log, feed);
            } finally {
                progress.end();
            }
        }
        if (job.leftOut() > 0) {
            progress.note(
                    job.leftOut() + " times a sample was left out or another stood for it; the warnings name them");
        }
        return concluded(state);
    }

    /** Before any step, so that what training gained can be told. */
    private void judgeUntrained(RunLog log) throws IOException {
        progress.begin("validate the untrained model", job.validation());
        try {
            long start = System.nanoTime();
            MetricReport figures = session.validate(done -> {
                progress.update(done, Map.of());
                return !progress.cancelled();
            });
            if (!progress.cancelled()) {
                log.validated(0, figures, (System.nanoTime() - start) / 1e9);
            }
        } finally {
            progress.end();
        }
    }

    private TrainingState steps(TrainingState from, RunLog log, Feed feed) throws IOException {
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
                return state;
            }
            long start = System.nanoTime();
            StepResult result = step(state, saved, feed);
            labels.stepped(result);
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
        return state;
    }

    /** Takes a step; if a sample of it cannot be used, what was trained since the last checkpoint is not lost. */
    private StepResult step(TrainingState state, long saved, Feed feed) throws IOException {
        try {
            return session.step().run(state.step(), feed);
        } catch (DatasetException e) {
            // With accumulation an earlier batch of the step may have moved statistics of the model.
            if (preset.train().accumulate() == 1) {
                saveBeforeFailing(state, saved, e);
            }
            throw e;
        }
    }

    private boolean validatesAfter(TrainingState state) {
        return job.validation() > 0 && rhythm.validatesAfter(state.step());
    }

    /** Validates and saves; if a sample cannot be used, what was trained since the last checkpoint is not lost. */
    private TrainingState validated(TrainingState before, long saved, RunLog log) throws IOException {
        long begun = System.nanoTime();
        MetricReport figures;
        try {
            figures = session.validate(done -> true);
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

    private void keepBest(TrainingState state, MetricReport figures) throws CheckpointException {
        boolean improved = course.improved(state);
        progress.note(String.format(
                Locale.ROOT,
                "step %d: %s %.4f%s",
                state.step(),
                course.monitor(),
                figures.values().getOrDefault(course.monitor(), Double.NaN),
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

    private TrainResult concluded(TrainingState state) throws CheckpointException {
        boolean complete = course.finished(state);
        long bestStep = state.best() == null ? 0 : state.best().step();
        Optional<MetricReport> figures = best;
        if (complete && best.isPresent()) {
            MetricReport whole = compared(bestStep, best.get());
            folder.conclude(new RunSummary(state.step(), bestStep, whole.values(), whole.perClass()));
            figures = Optional.of(whole);
        }
        return new TrainResult(
                folder.path(), Math.toIntExact(state.step()), complete, Math.toIntExact(bestStep), figures);
    }

    /** The figures of the best validation beside those of the untrained model, where there are any. */
    private MetricReport compared(long bestStep, MetricReport known) throws CheckpointException {
        List<MetricsLog.Row> rows = folder.figures();
        MetricReport trained =
                known.perClass().isEmpty() ? Validations.at(rows, bestStep).orElse(known) : known;
        return Validations.at(rows, 0)
                .map(untrained -> Validations.compared(trained, untrained))
                .orElse(trained);
    }
}
