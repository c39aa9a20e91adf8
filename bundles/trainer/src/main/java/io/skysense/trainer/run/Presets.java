// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.trainer.run;

import io.skysense.api.config.Settings;
import io.skysense.api.train.DataSettings;
import io.skysense.api.train.Preset;
import io.skysense.api.train.TrainSettings;

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
        return copy(
                preset,
                Settings.of(preset.data())
                        .with("dataset", "\"" + dataset + "\"")
                        .over(DataSettings.DEFAULTS),
                Settings.of(preset.train())
                        .with("threads", Integer.toString(threads))
                        .over(TrainSettings.DEFAULTS));
    }

    /**
     * Settles the length.
     *
     * @param preset the experiment
     * @param steps its optimiser steps
     * @return the experiment with a number of steps in place of minutes
     */
    static Preset steps(Preset preset, int steps) {
        return copy(
                preset,
                preset.data(),
                Settings.of(preset.train())
                        .with("steps", Integer.toString(steps))
                        .with("minutes", "0")
                        .over(TrainSettings.DEFAULTS));
    }

    /** The parts that belong to plug-ins stay as they are: they know the file they came from. */
    private static Preset copy(Preset preset, DataSettings data, TrainSettings train) {
        return new Preset(
                preset.name(),
                preset.description(),
                preset.seed(),
                preset.device(),
                preset.precision(),
                data,
                preset.encoders(),
                preset.backbone(),
                preset.head(),
                preset.optimizer(),
                preset.schedule(),
                train);
    }
}
