// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.trainer.run;

import io.skysense.api.config.Settings;
import io.skysense.api.train.Preset;

/** Settles what a preset leaves open, so that the run's own copy says all that decides its numbers. */
final class Presets {

    private Presets() {}

    /**
     * Settles what the machine and the data folder decide.
     *
     * @param preset the experiment
     * @param dataset the dataset found in the folder
     * @return the experiment with the dataset's name and the number of threads: sums depend on it in their last bits
     */
    static Preset settled(Preset preset, String dataset) {
        int threads = preset.train().threads() > 0
                ? preset.train().threads()
                : Runtime.getRuntime().availableProcessors();
        return Settings.of(preset)
                .with("data.dataset", "\"" + dataset + "\"")
                .with("train.threads", Integer.toString(threads))
                .over(Preset.DEFAULTS);
    }

    /**
     * Settles the length.
     *
     * @param preset the experiment
     * @param steps its optimiser steps
     * @return the experiment with a number of steps in place of minutes
     */
    static Preset steps(Preset preset, int steps) {
        return Settings.of(preset)
                .with("train.steps", Integer.toString(steps))
                .with("train.minutes", "0")
                .over(Preset.DEFAULTS);
    }
}
