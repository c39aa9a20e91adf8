// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.trainer.step;

import io.skysense.api.model.ModelState;
import io.skysense.api.train.Optimizer;
import io.skysense.api.train.OptimizerFactory;
import io.skysense.api.train.OptimizerSettings;
import io.skysense.api.train.ScheduleSettings;
import org.osgi.service.component.annotations.Component;

/** Makes {@link ScheduledOptimizer}s. */
@Component
public final class AdamWFactory implements OptimizerFactory {

    /** For Declarative Services. */
    public AdamWFactory() {}

    @Override
    public Optimizer create(ModelState model, OptimizerSettings settings, ScheduleSettings schedule, long steps) {
        return new ScheduledOptimizer(model, settings, new LearningRate(schedule, steps));
    }
}
