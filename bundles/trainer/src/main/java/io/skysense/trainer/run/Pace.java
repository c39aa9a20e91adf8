// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.trainer.run;

import io.skysense.api.train.Preset;
import io.skysense.api.train.TrainSettings;
import io.skysense.engine.GradMode;
import io.skysense.trainer.job.Job;
import io.skysense.trainer.job.Presets;
import io.skysense.trainer.step.Feed;
import java.io.IOException;

/**
 * Times the first steps of a run, on a session that is thrown away, to say how many fill a number of minutes.
 *
 * @param step seconds a step takes
 * @param validation seconds a validation takes
 */
record Pace(double step, double validation) {

    private static final int WARM = 2;
    private static final int LEAST = 3;
    private static final double SHARE = 0.04;
    private static final int TRIAL_STEPS = 1_000_000;

    /**
     * The experiment as it is timed.
     *
     * @param preset the experiment, whose length is open
     * @return the same with more steps than will be taken
     */
    static Preset trial(Preset preset) {
        return Presets.steps(preset, TRIAL_STEPS);
    }

    /**
     * Measures.
     *
     * @param session a session of {@link #trial}, of no use after
     * @param job the data
     * @param preset the experiment
     * @return its pace on this machine
     * @throws IOException if a step or the data fails
     */
    static Pace measure(Session session, Job job, Preset preset) throws IOException {
        double limit = SHARE * 60 * preset.train().minutes();
        double step;
        try (GradMode on = GradMode.on();
                Feed feed = session.learner().feed(0)) {
            int done = 0;
            while (done < WARM) {
                session.step().run(done++, feed);
            }
            long start = System.nanoTime();
            while (done < WARM + LEAST || seconds(start) < limit) {
                session.step().run(done++, feed);
            }
            step = seconds(start) / (done - WARM);
        }
        return new Pace(step, validation(session, job, limit));
    }

    private static double validation(Session session, Job job, double limit) throws IOException {
        if (job.validation() == 0) {
            return 0;
        }
        long[] seen = {0};
        long start = System.nanoTime();
        session.learner().validate(done -> {
            seen[0] = done;
            return seconds(start) < limit;
        });
        return seen[0] == 0 ? 0 : seconds(start) / seen[0] * job.validation();
    }

    /**
     * How many steps fill a time, with the validations between them.
     *
     * @param seconds the time
     * @param settings how often to validate
     * @return at least 1
     */
    int steps(double seconds, TrainSettings settings) {
        double steps = settings.validateEvery() > 0
                ? seconds / (step + validation / settings.validateEvery())
                : (seconds - Rhythm.VALIDATIONS * validation) / step;
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, Math.floor(steps)));
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
