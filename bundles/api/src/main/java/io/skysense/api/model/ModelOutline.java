// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.api.model;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What a model would hold, known before any weight is allocated.
 *
 * @param parameters its parameters and buffers, in their order
 * @param levels the feature maps it works on, fine to coarse: those of its pyramid, or of its hr encoder
 * @param versions version of every bundle that a part comes from, by symbolic name
 * @param dates images of each sample that run through it
 */
public record ModelOutline(
        List<ParameterInfo> parameters, List<FeatureLevel> levels, Map<String, String> versions, int dates) {

    /** Copies the collections. */
    public ModelOutline {
        parameters = List.copyOf(parameters);
        levels = List.copyOf(levels);
        versions = Collections.unmodifiableMap(new TreeMap<>(versions));
    }

    /**
     * Of a model that looks at one date.
     *
     * @param parameters its parameters and buffers, in their order
     * @param levels the feature maps it works on, fine to coarse
     * @param versions version of every bundle that a part comes from, by symbolic name
     */
    public ModelOutline(List<ParameterInfo> parameters, List<FeatureLevel> levels, Map<String, String> versions) {
        this(parameters, levels, versions, 1);
    }

    /** {@return the number of values of all parameters and buffers} */
    public long size() {
        return size(p -> true);
    }

    /** {@return the number of values that the optimiser moves} */
    public long trained() {
        return size(p -> p.kind() == ParameterInfo.Kind.TRAINED);
    }

    private long size(Predicate<ParameterInfo> which) {
        return parameters.stream().filter(which).mapToLong(ParameterInfo::size).reduce(0, Math::addExact);
    }
}
