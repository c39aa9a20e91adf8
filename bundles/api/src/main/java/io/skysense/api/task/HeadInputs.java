// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.api.task;

import io.skysense.api.data.ClassTable;
import io.skysense.api.model.FeatureLevel;
import java.util.List;

/**
 * What a head is built on.
 *
 * @param levels the pyramid it gets, fine to coarse
 * @param classes the classes it predicts
 */
public record HeadInputs(List<FeatureLevel> levels, ClassTable classes) {

    /** Copies the list. */
    public HeadInputs {
        levels = List.copyOf(levels);
    }
}
