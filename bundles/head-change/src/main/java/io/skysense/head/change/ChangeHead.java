// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.head.change;

import io.skysense.api.config.Settings;
import io.skysense.api.config.SettingsException;
import io.skysense.api.model.BuildContext;
import io.skysense.api.task.HeadInputs;
import io.skysense.api.task.HeadNetwork;
import io.skysense.api.task.TaskHead;
import io.skysense.head.change.ChangeSettings.Task;
import io.skysense.nn.segmentation.SegmentationLoss;
import org.osgi.service.component.annotations.Component;

/** What changed from one date to another: one class a pixel, from two images. */
@Component
public final class ChangeHead implements TaskHead {

    /** For Declarative Services. */
    public ChangeHead() {}

    @Override
    public String name() {
        return "change";
    }

    @Override
    public HeadNetwork build(Settings settings, HeadInputs inputs, BuildContext context) {
        ChangeSettings bound = settings.over(ChangeSettings.DEFAULTS);
        int classes = inputs.classes().size();
        boolean damage = bound.task() == Task.DAMAGE;
        int least = damage ? 3 : 2;
        if (classes < least) {
            throw new SettingsException("head change: the data has " + classes + " classes; " + least
                    + " or more are needed, the first of them no " + (damage ? "building" : "change"));
        }
        bound.loss().check(damage ? classes - 1 : classes);
        ChangeBlock block = new ChangeBlock(bound, inputs.levels(), classes, context.precision());
        SegmentationLoss loss = new SegmentationLoss(bound.loss());
        ChangeTask task = damage ? new GradesOfDamage(loss, bound.localisationWeight()) : new ClassesOfChange(loss);
        return new ChangeNetwork(block, task, bound.alignCorners(), inputs.classes());
    }
}
