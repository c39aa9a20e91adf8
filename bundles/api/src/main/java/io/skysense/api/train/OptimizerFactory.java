// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.api.train;

import io.skysense.api.model.ModelState;
import org.osgi.annotation.versioning.ProviderType;

/** Makes optimisers as the trainer itself uses them. */
@ProviderType
public interface OptimizerFactory {

    /**
     * Allocates gradients and moments, all zero, and asks the model's trained parameters for gradients.
     *
     * @param model the model; outlives the optimiser
     * @param settings rates, decays and clipping
     * @param schedule the rate over the steps
     * @param steps steps of the run
     * @return the optimiser; the caller closes it
     * @throws IllegalArgumentException if the model has no parameter that is trained
     */
    Optimizer create(ModelState model, OptimizerSettings settings, ScheduleSettings schedule, long steps);
}
