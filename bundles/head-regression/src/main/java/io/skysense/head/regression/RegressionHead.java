// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.head.regression;

import io.skysense.api.config.Settings;
import io.skysense.api.config.SettingsException;
import io.skysense.api.model.BuildContext;
import io.skysense.api.model.Probe;
import io.skysense.api.task.HeadInputs;
import io.skysense.api.task.HeadNetwork;
import io.skysense.api.task.TaskHead;
import io.skysense.head.regression.RegressionSettings.Per;
import io.skysense.nn.ChosenLevels;
import io.skysense.nn.NamedBlock;
import io.skysense.nn.image.ImageHead;
import io.skysense.nn.uper.UperHead;
import org.osgi.service.component.annotations.Component;

/** Regression: the quantities of the dataset, of each pixel or of the image. */
@Component
public final class RegressionHead implements TaskHead {

    /** For Declarative Services. */
    public RegressionHead() {}

    @Override
    public String name() {
        return "regression";
    }

    @Override
    public HeadNetwork build(Settings settings, HeadInputs inputs, BuildContext context) {
        RegressionSettings bound = settings.over(RegressionSettings.DEFAULTS);
        int quantities = inputs.quantities().size();
        if (quantities == 0) {
            throw new SettingsException("head regression: the data has no quantities");
        }
        boolean perPixel = bound.per() == Per.PIXEL;
        ChosenLevels levels = perPixel
                ? ChosenLevels.orAll(bound.inIndex(), inputs.levels())
                : ChosenLevels.orCoarsest(bound.inIndex(), inputs.levels());
        NamedBlock block = perPixel
                ? new UperHead(levels.channels(), quantities, bound.uper(), context.precision(), Probe.NONE)
                : new ImageHead(levels.channels(), quantities, bound.dropoutRatio(), context.precision());
        return new RegressionNetwork(block, levels, bound, inputs.quantities());
    }
}
