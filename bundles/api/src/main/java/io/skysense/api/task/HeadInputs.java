// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.api.task;

import io.skysense.api.data.ClassTable;
import io.skysense.api.data.Quantity;
import io.skysense.api.incontext.InContextNetwork;
import io.skysense.api.model.FeatureLevel;
import java.util.List;
import java.util.Optional;

/**
 * What a head is built on.
 *
 * @param levels the pyramid it gets, fine to coarse
 * @param classes the classes that the data has; none if it has quantities alone
 * @param quantities the quantities that the data has; none if it has classes alone
 * @param network the complete in-context model, of a head that is {@link TaskHead#inContext}
 */
public record HeadInputs(
        List<FeatureLevel> levels, ClassTable classes, List<Quantity> quantities, Optional<InContextNetwork> network) {

    /** Copies the lists. */
    public HeadInputs {
        levels = List.copyOf(levels);
        quantities = List.copyOf(quantities);
    }

    /**
     * Of a head on features.
     *
     * @param levels the pyramid it gets, fine to coarse
     * @param classes the classes that the data has; none if it has quantities alone
     * @param quantities the quantities that the data has; none if it has classes alone
     */
    public HeadInputs(List<FeatureLevel> levels, ClassTable classes, List<Quantity> quantities) {
        this(levels, classes, quantities, Optional.empty());
    }

    /**
     * Of data without quantities.
     *
     * @param levels the pyramid it gets, fine to coarse
     * @param classes the classes it predicts
     */
    public HeadInputs(List<FeatureLevel> levels, ClassTable classes) {
        this(levels, classes, List.of());
    }
}
