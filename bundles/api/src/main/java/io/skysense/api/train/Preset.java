// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.api.train;

import io.skysense.api.config.Settings;
import io.skysense.api.config.SettingsException;
import io.skysense.api.data.DatasetTable;
import io.skysense.api.data.Modality;
import io.skysense.api.incontext.InContextSpec;
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
 * @param encoders settings of the encoder of each modality used, by {@code hr}, {@code s2}, {@code s1}; the key
 *     {@code type} names it, {@code in_channels} is its number of bands, which a dataset decides where there is one
 * @param backbone settings of the backbone; key {@code type}
 * @param head settings of the head; key {@code type}
 * @param optimizer AdamW
 * @param schedule rate over the steps
 * @param train length, validation and checkpoints
 * @param context how collages are made, in in-context pretraining
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
        TrainSettings train,
        InContextSettings context) {

    private static final String CHANNELS = "in_channels";

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
            TrainSettings.DEFAULTS,
            InContextSettings.DEFAULTS);

    /**
     * An experiment whose collages, if it has any, are made as usual.
     *
     * @param name names the experiment
     * @param description one sentence
     * @param seed the source of every random choice
     * @param device {@code auto}, {@code cpu}, {@code gpu} or {@code gpu1}
     * @param precision arithmetic of products
     * @param data which data, and how it is fed
     * @param encoders settings of the encoder of each modality used
     * @param backbone settings of the backbone
     * @param head settings of the head
     * @param optimizer AdamW
     * @param schedule rate over the steps
     * @param train length, validation and checkpoints
     */
    public Preset(
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
        this(
                name,
                description,
                seed,
                device,
                precision,
                data,
                encoders,
                backbone,
                head,
                optimizer,
                schedule,
                train,
                InContextSettings.DEFAULTS);
    }

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
        Map<Modality, Settings> byModality = byModality();
        byModality.forEach((modality, settings) -> table.bands(modality).ifPresent(bands -> {
            int has = bands.bands().size();
            int said = settings.integer(CHANNELS, has);
            if (said != has) {
                throw settings.refuse(CHANNELS, said + ", but the dataset " + table.name() + " has " + has + " bands");
            }
        }));
        return new ModelSpec(withoutChannels(byModality), backbone, head, table, precision);
    }

    /** {@return whether this is in-context pretraining: an experiment without a head} */
    public boolean pretrains() {
        return head.keys().isEmpty();
    }

    /**
     * The in-context model of the experiment, which needs no dataset: the bands of each modality are
     * {@code in_channels} of its encoder, where absent 3 for hr, 10 for s2 and 2 for s1.
     *
     * @return what it is made of
     * @throws SettingsException if a key of {@code encoders} is no modality, or a number of bands is below 1
     */
    public InContextSpec inContext() {
        Map<Modality, Settings> byModality = byModality();
        Map<Modality, Integer> channels = new EnumMap<>(Modality.class);
        byModality.forEach((modality, settings) -> {
            int bands = settings.integer(CHANNELS, usual(modality));
            if (bands < 1) {
                throw settings.refuse(CHANNELS, "at least 1, not " + bands);
            }
            channels.put(modality, bands);
        });
        return new InContextSpec(withoutChannels(byModality), channels, backbone, precision);
    }

    private Map<Modality, Settings> byModality() {
        Map<Modality, Settings> byModality = new EnumMap<>(Modality.class);
        encoders.forEach((key, settings) -> byModality.put(modality(key), settings));
        return byModality;
    }

    private static Map<Modality, Settings> withoutChannels(Map<Modality, Settings> encoders) {
        Map<Modality, Settings> own = new EnumMap<>(Modality.class);
        encoders.forEach((modality, settings) -> own.put(modality, settings.without(CHANNELS)));
        return own;
    }

    private static int usual(Modality modality) {
        return switch (modality) {
            case HR -> 3;
            case S2 -> 10;
            case S1 -> 2;
        };
    }

    private Modality modality(String key) {
        for (Modality modality : Modality.values()) {
            if (modality.key().equals(key)) {
                return modality;
            }
        }
        throw encoders.get(key).refuse("", "unknown key; allowed here: hr, s2, s1");
    }
}
