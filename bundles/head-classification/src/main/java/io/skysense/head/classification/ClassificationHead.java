// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.head.classification;

import io.skysense.api.config.Settings;
import io.skysense.api.config.SettingsException;
import io.skysense.api.model.BuildContext;
import io.skysense.api.task.HeadInputs;
import io.skysense.api.task.HeadNetwork;
import io.skysense.api.task.TaskHead;
import io.skysense.nn.ChosenLevels;
import io.skysense.nn.image.ImageHead;
import org.osgi.service.component.annotations.Component;

/** Classification of images: of one class each, or of several. */
@Component
public final class ClassificationHead implements TaskHead {

    /** For Declarative Services. */
    public ClassificationHead() {}

    @Override
    public String name() {
        return "classification";
    }

    @Override
    public HeadNetwork build(Settings settings, HeadInputs inputs, BuildContext context) {
        ClassificationSettings bound = settings.over(ClassificationSettings.DEFAULTS);
        int classes = inputs.classes().size();
        int least = bound.multiLabel() ? 1 : 2;
        if (classes < least) {
            throw new SettingsException(
                    "head classification: the data has " + classes + " classes; " + least + " or more are needed");
        }
        int weights = bound.classWeight().size();
        if (weights > 0 && weights != classes) {
            throw new SettingsException("head class_weight: " + weights + " weights for " + classes + " classes");
        }
        ChosenLevels levels = ChosenLevels.orCoarsest(bound.inIndex(), inputs.levels());
        ImageHead block = new ImageHead(levels.channels(), classes, bound.dropoutRatio(), context.precision());
        return new ClassificationNetwork(block, levels, bound, inputs.classes());
    }
}
