// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.trainer.step;

import io.skysense.api.train.ScheduleSettings;

/**
 * The learning rate over the steps: a pure function, so that nothing of it needs to be saved.
 *
 * @param settings shape, warm-up and floor
 * @param total optimiser steps of the run
 */
public record LearningRate(ScheduleSettings settings, long total) {

    /** {@return steps of the warm-up; its first step has factor 0} */
    public long warmup() {
        double w = settings.warmup();
        return w < 1 ? Math.round(w * total) : Math.round(w);
    }

    /**
     * The factor of the base rate at a step: {@code step / warmup} in the warm-up, then the shape from 1 down to the
     * floor, which it reaches at the last step.
     *
     * @param step 0 to total-1
     * @return 0 to 1
     */
    public double factor(long step) {
        long warmup = warmup();
        if (step < warmup) {
            return (double) step / warmup;
        }
        long span = total - 1 - warmup;
        double progress = span <= 0 ? 0 : Math.min(1, (double) (step - warmup) / span);
        // StrictMath: the same bits on every machine.
        double height = switch (settings.shape()) {
            case CONSTANT -> 1;
            case LINEAR -> 1 - progress;
            case COSINE -> (1 + StrictMath.cos(StrictMath.PI * progress)) / 2;
            case POLYNOMIAL -> StrictMath.pow(1 - progress, settings.power());
        };
        return settings.floor() + (1 - settings.floor()) * height;
    }
}
