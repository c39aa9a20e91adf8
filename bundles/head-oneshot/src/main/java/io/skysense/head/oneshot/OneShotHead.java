// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.head.oneshot;

import io.skysense.api.config.Settings;
import io.skysense.api.config.SettingsException;
import io.skysense.api.incontext.InContextNetwork;
import io.skysense.api.model.BuildContext;
import io.skysense.api.task.HeadInputs;
import io.skysense.api.task.HeadNetwork;
import io.skysense.api.task.TaskHead;
import io.skysense.head.oneshot.OneShotSettings.Classes;
import org.osgi.service.component.annotations.Component;

/** Segmentation after prompts, images whose labels are known, by the complete in-context model: nothing is trained. */
@Component
public final class OneShotHead implements TaskHead {

    /** For Declarative Services. */
    public OneShotHead() {}

    @Override
    public String name() {
        return "oneshot";
    }

    @Override
    public boolean inContext() {
        return true;
    }

    @Override
    public HeadNetwork build(Settings settings, HeadInputs inputs, BuildContext context) {
        OneShotSettings bound = settings.over(OneShotSettings.DEFAULTS);
        InContextNetwork model = inputs.network()
                .orElseThrow(() -> new SettingsException("head oneshot: asks the complete model, which is not there"));
        if (inputs.classes().size() == 0) {
            throw new SettingsException("head oneshot: the data has no classes");
        }
        Vocabulary vocabulary = Vocabulary.of(inputs.classes(), bound, model.vocabularySize());
        Prompts prompts = new Prompts(bound.shots(), inputs.levels().get(0).channels(), bound.size());
        Asking asking = bound.classes() == Classes.TOGETHER
                ? new TogetherAsking(model, vocabulary)
                : new OneByOneAsking(model, vocabulary);
        return new OneShotNetwork(prompts, asking, bound.size(), inputs.classes(), vocabulary.background());
    }
}
