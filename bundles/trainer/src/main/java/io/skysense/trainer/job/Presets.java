// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.trainer.job;

import io.skysense.api.config.Settings;
import io.skysense.api.train.DataSettings;
import io.skysense.api.train.InContextSettings;
import io.skysense.api.train.Preset;
import io.skysense.api.train.TrainSettings;

/** Settles what a preset leaves open, so that the run's own copy says all that decides its numbers. */
public final class Presets {

    private Presets() {}

    /**
     * Settles what the machine decides.
     *
     * @param preset the experiment
     * @return the experiment with the number of threads: sums depend on it in their last bits
     */
    public static Preset threads(Preset preset) {
        int threads = preset.train().threads() > 0
                ? preset.train().threads()
                : Runtime.getRuntime().availableProcessors();
        return with(
                preset,
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
    public static Preset steps(Preset preset, int steps) {
        return with(
                preset,
                Settings.of(preset.train())
                        .with("steps", Integer.toString(steps))
                        .with("minutes", "0")
                        .over(TrainSettings.DEFAULTS));
    }

    /**
     * The same experiment on other data.
     *
     * @param preset the experiment
     * @param data its data
     * @return the experiment
     */
    public static Preset with(Preset preset, DataSettings data) {
        return copy(preset, data, preset.train(), preset.context());
    }

    /**
     * The same experiment on other collages.
     *
     * @param preset the experiment
     * @param context how they are made
     * @return the experiment
     */
    public static Preset with(Preset preset, InContextSettings context) {
        return copy(preset, preset.data(), preset.train(), context);
    }

    private static Preset with(Preset preset, TrainSettings train) {
        return copy(preset, preset.data(), train, preset.context());
    }

    /** The parts that belong to plug-ins stay as they are: they know the file they came from. */
    private static Preset copy(Preset preset, DataSettings data, TrainSettings train, InContextSettings context) {
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
                train,
                context);
    }
}
