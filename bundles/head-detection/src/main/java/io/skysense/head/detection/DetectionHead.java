// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.head.detection;

import io.skysense.api.config.Settings;
import io.skysense.api.config.SettingsException;
import io.skysense.api.model.BuildContext;
import io.skysense.api.task.HeadInputs;
import io.skysense.api.task.HeadNetwork;
import io.skysense.api.task.TaskHead;
import io.skysense.nn.ChosenLevels;
import org.osgi.service.component.annotations.Component;

/** Detection: objects in upright or turned boxes. */
@Component
public final class DetectionHead implements TaskHead {

    /** For Declarative Services. */
    public DetectionHead() {}

    @Override
    public String name() {
        return "detection";
    }

    @Override
    public HeadNetwork build(Settings settings, HeadInputs inputs, BuildContext context) {
        DetectionSettings bound = settings.over(DetectionSettings.DEFAULTS);
        int classes = inputs.classes().size();
        if (classes == 0) {
            throw new SettingsException("head detection: the data has no classes");
        }
        ChosenLevels levels = ChosenLevels.orAll(bound.inIndex(), inputs.levels());
        DetectionBlock block = new DetectionBlock(bound, levels.levels(), classes, context.precision());
        return new DetectionNetwork(block, levels, bound, inputs.classes());
    }
}
