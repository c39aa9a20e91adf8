// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.trainer.step;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a step did.
 *
 * @param loss the sum of its parts, averaged over the micro-batches that have labels; NaN if none has
 * @param parts the parts of the loss by name
 * @param lr the base rate times the schedule's factor
 * @param gradNorm the global norm of the gradients before clipping
 * @param samples samples seen
 */
public record StepResult(double loss, Map<String, Double> parts, double lr, double gradNorm, int samples) {

    /** Copies the map. */
    public StepResult {
        parts = Collections.unmodifiableMap(new TreeMap<>(parts));
    }
}
