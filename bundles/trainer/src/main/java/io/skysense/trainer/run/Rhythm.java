// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.trainer.run;

import io.skysense.api.train.TrainSettings;

/**
 * When a run validates and when it saves.
 *
 * @param total optimiser steps
 * @param validateEvery steps between validations
 * @param saveEvery steps between checkpoints
 */
record Rhythm(long total, long validateEvery, long saveEvery) {

    static final int VALIDATIONS = 10;

    /**
     * The rhythm of an experiment whose number of steps is settled.
     *
     * @param settings the experiment's
     * @return 10 validations where it names no number, and a checkpoint with each
     */
    static Rhythm of(TrainSettings settings) {
        long tenth = Math.max(1, (settings.steps() + VALIDATIONS - 1) / VALIDATIONS);
        long validate = settings.validateEvery() > 0 ? settings.validateEvery() : tenth;
        long save = settings.checkpointEvery() > 0 ? settings.checkpointEvery() : validate;
        return new Rhythm(settings.steps(), validate, save);
    }

    /**
     * Whether a validation follows a step.
     *
     * @param done steps done
     * @return true at every interval and at the end
     */
    boolean validatesAfter(long done) {
        return done == total || done % validateEvery == 0;
    }

    /**
     * Whether a checkpoint follows a step.
     *
     * @param done steps done
     * @return true at every interval and at the end
     */
    boolean savesAfter(long done) {
        return done == total || done % saveEvery == 0;
    }
}
