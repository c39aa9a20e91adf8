// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.trainer.run;

import io.skysense.api.task.MetricReport;
import io.skysense.checkpoint.CheckpointException;
import io.skysense.checkpoint.FigureLogs;
import io.skysense.checkpoint.TrainingState;
import io.skysense.trainer.step.Phase;
import io.skysense.trainer.step.StepClock;
import io.skysense.trainer.step.StepResult;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Writes what happens into the run's log, and says it to who watches.
 *
 * <p>Figures of a step: {@code train/loss}, {@code train/loss/<part>}, {@code train/lr}, {@code train/gradNorm} and
 * {@code train/epoch}. Over the steps since the last row: {@code train/samplesPerSecond}, {@code time/step} in
 * seconds, and the share of each phase, {@code time/forward} for example. Of a validation:
 * {@code validation/<figure>}, {@code validation/<figure>/<class>} and {@code time/validation} in seconds.
 */
final class RunLog {

    private static final int ROWS = 2000;

    private final FigureLogs log;
    private final StepClock clock;
    private final long every;
    private int samples;
    private int steps;

    /**
     * Logs.
     *
     * @param log the run's figures
     * @param clock measures the phases
     * @param total steps of the run; at most some 2000 rows are written
     */
    RunLog(FigureLogs log, StepClock clock, long total) {
        this.log = log;
        this.clock = clock;
        this.every = Math.max(1, total / ROWS);
    }

    /**
     * A step was taken.
     *
     * @param state the state after it
     * @param result what it did
     * @return what to show beside a progress bar
     * @throws CheckpointException if the log cannot be written
     */
    Map<String, Double> stepped(TrainingState state, StepResult result) throws CheckpointException {
        samples += result.samples();
        steps++;
        double rate = samples / clock.seconds();
        if (state.step() % every == 0) {
            write(state, result, rate);
            samples = 0;
            steps = 0;
            clock.restart();
        }
        Map<String, Double> shown = new LinkedHashMap<>();
        shown.put("loss", result.loss());
        shown.put("lr", result.lr());
        shown.put("gradNorm", result.gradNorm());
        shown.put("samplesPerSecond", rate);
        return shown;
    }

    private void write(TrainingState state, StepResult result, double rate) throws CheckpointException {
        Map<String, Double> row = new LinkedHashMap<>();
        row.put("train/loss", result.loss());
        result.parts().forEach((name, value) -> row.put("train/loss/" + plain(name), value));
        row.put("train/lr", result.lr());
        row.put("train/gradNorm", result.gradNorm());
        row.put("train/epoch", (double) state.epoch());
        row.put("train/samplesPerSecond", rate);
        double seconds = clock.seconds();
        row.put("time/step", seconds / steps);
        for (Phase phase : Phase.values()) {
            row.put("time/" + phase.name().toLowerCase(Locale.ROOT), clock.seconds(phase) / seconds);
        }
        log.append(state.step(), row);
    }

    /**
     * A validation was done.
     *
     * @param step steps done
     * @param figures what it found
     * @param seconds what it took
     * @throws CheckpointException if the log cannot be written
     */
    void validated(long step, MetricReport figures, double seconds) throws CheckpointException {
        Map<String, Double> row = new LinkedHashMap<>();
        figures.values().forEach((name, value) -> row.put(Validations.PREFIX + plain(name), value));
        figures.perClass()
                .forEach((label, values) -> values.forEach(
                        (name, value) -> row.put(Validations.PREFIX + plain(name) + "/" + plain(label), value)));
        row.put("time/validation", seconds);
        log.append(step, row);
    }

    /** Names go into a table. */
    private static String plain(String name) {
        return name.replaceAll("[,\"\r\n]", " ");
    }
}
