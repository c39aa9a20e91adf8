// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.oneshot.commands;

import io.skysense.api.config.Settings;
import io.skysense.api.config.SettingsException;
import io.skysense.api.data.ClassTable.LabelClass;
import io.skysense.api.data.Modality;
import io.skysense.api.train.DataSettings;
import io.skysense.api.train.Preset;
import java.util.Map;
import java.util.Optional;

/**
 * The experiment of a run that answers after prompts: of the pretraining, what concerns hr images.
 *
 * @param pretraining the experiment of the pretrained model
 * @param library the prompts
 * @param classes {@code one_by_one} or {@code together}
 * @param size S in pixels
 * @param background name of the class that is shown as background
 */
record PromptedPreset(
        Preset pretraining, PromptLibrary library, String classes, int size, Optional<String> background) {

    private static final String BLACK = "#000000";

    /**
     * The whole of it.
     *
     * @return a preset with the head {@code oneshot}
     * @throws SettingsException if the pretrained model has no hr encoder
     */
    Preset preset() {
        String hr = Modality.HR.key();
        Settings encoder = pretraining.encoders().get(hr);
        if (encoder == null) {
            throw new SettingsException("preset " + pretraining.name() + ": encoders has no hr; prompts are hr images");
        }
        String name = library.table().name();
        // A pretraining may have gone without validation; this run is there to be judged.
        DataSettings data = Settings.of(pretraining.data())
                .with("dataset", name)
                .with("validation", DataSettings.DEFAULTS.validation())
                .over(DataSettings.DEFAULTS);
        return new Preset(
                "oneshot-" + name,
                "Segmentation after " + library.prompts().size() + " prompts by " + pretraining.name() + ".",
                pretraining.seed(),
                pretraining.device(),
                pretraining.precision(),
                data,
                Map.of(hr, encoder),
                pretraining.backbone(),
                head(),
                pretraining.optimizer(),
                pretraining.schedule(),
                pretraining.train(),
                pretraining.context());
    }

    private Settings head() {
        return Settings.empty()
                .with("type", "oneshot")
                .with("classes", classes)
                .with("size", Integer.toString(size))
                .with("shots", Integer.toString(library.prompts().size()))
                .with("background", background.orElseGet(this::black));
    }

    /** The class whose colour is black, as the model's own background is. */
    private String black() {
        return library.table().classes().classes().stream()
                .filter(c -> c.color().equals(BLACK))
                .map(LabelClass::name)
                .findFirst()
                .orElse("");
    }
}
