// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.trainer.run;

import io.skysense.api.data.Dataset;
import io.skysense.api.train.Preset;
import io.skysense.api.train.TrainSettings;
import io.skysense.dataset.kit.loader.BatchLoader;
import io.skysense.dataset.kit.loader.HostBatch;
import io.skysense.engine.GradMode;
import io.skysense.trainer.eval.Evaluation;
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
     * @param dataset the data
     * @param preset the experiment
     * @return its pace on this machine
     * @throws IOException if a step or the data fails
     */
    static Pace measure(Session session, Dataset dataset, Preset preset) throws IOException {
        double limit = SHARE * 60 * preset.train().minutes();
        double step;
        try (GradMode on = GradMode.on();
                BatchLoader<HostBatch> loader = BatchLoader.training(dataset, preset.data(), preset.seed(), 0)) {
            int done = 0;
            while (done < WARM) {
                session.step().run(done++, loader);
            }
            long start = System.nanoTime();
            while (done < WARM + LEAST || seconds(start) < limit) {
                session.step().run(done++, loader);
            }
            step = seconds(start) / (done - WARM);
        }
        return new Pace(step, validation(session, dataset, preset, limit));
    }

    private static double validation(Session session, Dataset dataset, Preset preset, double limit) throws IOException {
        String split = preset.data().validation();
        if (split.isEmpty()) {
            return 0;
        }
        int size = dataset.size(split);
        int[] seen = {0};
        long start = System.nanoTime();
        new Evaluation(session.model(), preset.data()).run(dataset, split, (sample, prediction) -> {
            seen[0]++;
            return seconds(start) < limit;
        });
        return seen[0] == 0 ? 0 : seconds(start) / seen[0] * size;
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
