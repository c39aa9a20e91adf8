// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.verify;

import io.skysense.api.train.OptimizerSettings;
import io.skysense.api.train.ScheduleSettings;
import io.skysense.checkpoint.CheckpointException;
import java.util.Arrays;
import java.util.List;

/**
 * The optimiser of recorded steps, read off the recorded rates.
 *
 * @param optimizer base rate, decays and clipping
 * @param schedule warm-up, then a straight line
 * @param steps where the line reaches zero
 */
record RecordedSchedule(OptimizerSettings optimizer, ScheduleSettings schedule, long steps) {

    /** The format's own, not in its arrays. */
    private static final double CLIP = 5;

    private static final long STEPS = 10;

    /**
     * @param recording holds {@code lr_factor} by step, {@code group.base_lr} and {@code group.weight_decay} by parameter
     */
    static RecordedSchedule of(Recording recording) throws CheckpointException {
        double[] rates = recording.values("group.base_lr").array();
        double base = Arrays.stream(rates).max().orElseThrow();
        double below =
                Arrays.stream(rates).filter(r -> r < base * (1 - 1e-9)).max().orElse(base);
        double decay = Arrays.stream(recording.values("group.weight_decay").array())
                .max()
                .orElseThrow();
        double[] factors = recording.values("lr_factor").array();
        long warmup = factors.length > 1 && factors[1] > 0 && factors[0] == 0 ? Math.round(1 / factors[1]) : 0;
        long steps = STEPS;
        for (int step = (int) warmup + 1; step < factors.length; step++) {
            // factor = (steps - step) / (steps - warmup)
            steps = Math.round((step - factors[step] * warmup) / (1 - factors[step]));
        }
        return new RecordedSchedule(
                new OptimizerSettings(base, List.of(0.9, 0.999), 1e-8, decay, below / base, CLIP, 0),
                new ScheduleSettings(ScheduleSettings.Shape.LINEAR, warmup, 1.0 / (steps - warmup), 1),
                steps);
    }
}
