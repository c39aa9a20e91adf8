// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.head.classification;

import io.skysense.api.config.Settings;
import io.skysense.api.config.SettingsException;
import io.skysense.api.model.BuildContext;
import io.skysense.api.task.HeadInputs;
import io.skysense.api.task.HeadNetwork;
import io.skysense.api.task.TaskHead;
import io.skysense.nn.image.ImageHead;
import java.util.List;
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
        int levels = inputs.levels().size();
        List<Integer> used = bound.inIndex().isEmpty() ? List.of(levels - 1) : bound.inIndex();
        if (used.get(used.size() - 1) >= levels) {
            throw new SettingsException("head in_index: no level " + used.get(used.size() - 1)
                    + "; the pyramid has levels 0 to " + (levels - 1));
        }
        List<Integer> channels =
                used.stream().map(i -> inputs.levels().get(i).channels()).toList();
        ImageHead block = new ImageHead(channels, classes, bound.dropoutRatio(), context.precision());
        return new ClassificationNetwork(block, used, bound, inputs.classes());
    }
}
