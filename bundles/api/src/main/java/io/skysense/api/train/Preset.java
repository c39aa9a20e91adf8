// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.api.train;

import io.skysense.api.config.Settings;
import io.skysense.api.config.SettingsException;
import io.skysense.api.data.DatasetTable;
import io.skysense.api.data.Modality;
import io.skysense.api.model.ModelSpec;
import io.skysense.api.model.Precision;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/**
 * An experiment, complete: what a file of {@code configs/} holds, and what a run folder keeps.
 *
 * @param name names the experiment
 * @param description one sentence
 * @param seed the source of every random choice
 * @param device {@code auto}, {@code cpu}, {@code gpu} or {@code gpu1}
 * @param precision arithmetic of products
 * @param data which data, and how it is fed
 * @param encoders settings of the encoder of each modality used, by {@code hr}, {@code s2}, {@code s1}; key {@code type}
 * @param backbone settings of the backbone; key {@code type}
 * @param head settings of the head; key {@code type}
 * @param optimizer AdamW
 * @param schedule rate over the steps
 * @param train length, validation and checkpoints
 */
public record Preset(
        String name,
        String description,
        long seed,
        String device,
        Precision precision,
        DataSettings data,
        Map<String, Settings> encoders,
        Settings backbone,
        Settings head,
        OptimizerSettings optimizer,
        ScheduleSettings schedule,
        TrainSettings train) {

    /** The defaults of every key, which are at the same time the schema. */
    public static final Preset DEFAULTS = new Preset(
            "unnamed",
            "",
            0,
            "auto",
            Precision.FP32,
            DataSettings.DEFAULTS,
            Map.of(),
            Settings.empty(),
            Settings.empty(),
            OptimizerSettings.DEFAULTS,
            ScheduleSettings.DEFAULTS,
            TrainSettings.DEFAULTS);

    /**
     * Reads a preset file.
     *
     * @param file JSON, comments allowed
     * @return the preset
     * @throws SettingsException if the file is missing, malformed, or has an unknown or ill-typed key
     */
    public static Preset read(Path file) {
        return Settings.read(file).over(DEFAULTS);
    }

    /**
     * The model of the experiment.
     *
     * @param table bands and classes of the data
     * @return what it is made of
     * @throws SettingsException if a key of {@code encoders} is no modality
     */
    public ModelSpec model(DatasetTable table) {
        Map<Modality, Settings> byModality = new EnumMap<>(Modality.class);
        encoders.forEach((key, settings) -> byModality.put(modality(key), settings));
        return new ModelSpec(byModality, backbone, head, table, precision);
    }

    private Modality modality(String key) {
        for (Modality modality : Modality.values()) {
            if (modality.key().equals(key)) {
                return modality;
            }
        }
        throw new SettingsException(name + ": encoders." + key + ": unknown key; allowed here: hr, s2, s1");
    }
}
