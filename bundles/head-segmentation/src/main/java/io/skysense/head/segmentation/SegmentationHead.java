// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.head.segmentation;

import io.skysense.api.config.Settings;
import io.skysense.api.config.SettingsException;
import io.skysense.api.model.BuildContext;
import io.skysense.api.task.HeadInputs;
import io.skysense.api.task.HeadNetwork;
import io.skysense.api.task.TaskHead;
import org.osgi.service.component.annotations.Component;

/** Semantic segmentation: one class a pixel. */
@Component
public final class SegmentationHead implements TaskHead {

    /** For Declarative Services. */
    public SegmentationHead() {}

    @Override
    public String name() {
        return "segmentation";
    }

    @Override
    public HeadNetwork build(Settings settings, HeadInputs inputs, BuildContext context) {
        SegmentationSettings bound = settings.over(SegmentationSettings.DEFAULTS);
        int levels = inputs.levels().size();
        int classes = inputs.classes().size();
        if (classes < 2) {
            throw new SettingsException(
                    "head segmentation: the data has " + classes + " classes; 2 or more are needed");
        }
        if (bound.auxiliary().enabled()) {
            checkLevel("auxiliary.in_index", bound.auxiliary().inIndex(), levels);
        }
        bound.loss().check(classes);
        SegmentationBlock block = new SegmentationBlock(bound, inputs.levels(), classes, context);
        return new SegmentationNetwork(block, bound, inputs.classes());
    }

    private static void checkLevel(String key, int level, int levels) {
        if (level >= levels) {
            throw new SettingsException(
                    "head " + key + ": no level " + level + "; the pyramid has levels 0 to " + (levels - 1));
        }
    }
}
