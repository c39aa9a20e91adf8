// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.runtime.model;

import ai.djl.nn.Parameter;
import io.skysense.api.model.Network;
import io.skysense.api.model.ParameterRules;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** The parameters and buffers of a model's parts under their full names, and the rules of the part each came from. */
final class ModelParameters {

    /** Where a name comes from. */
    private record Origin(Parameter parameter, String inner, ParameterRules rules) {}

    private final Map<String, Origin> origins = new LinkedHashMap<>();
    private final Set<Parameter> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    /**
     * Adds a part.
     *
     * @param prefix what stands before its names
     * @param part the part; parameters that another part brought already, as a backbone does with its encoders', are left out
     */
    void add(String prefix, Network part) {
        ParameterRules rules = part.rules();
        part.block().getParameters().forEach(pair -> {
            if (seen.add(pair.getValue())
                    && origins.put(prefix + pair.getKey(), new Origin(pair.getValue(), pair.getKey(), rules)) != null) {
                throw new IllegalStateException("two parameters are called " + prefix + pair.getKey());
            }
        });
    }

    /** {@return all, by full name} */
    Map<String, Parameter> all() {
        return select(p -> true);
    }

    /** {@return what is trained, by full name} */
    Map<String, Parameter> trained() {
        return select(Parameter::requiresGradient);
    }

    /** {@return what is only kept, such as batch-norm statistics, by full name} */
    Map<String, Parameter> buffers() {
        return select(p -> !p.requiresGradient());
    }

    /**
     * Joins the rules of the parts. Layers are counted from the top, so that every part keeps the factors it
     * would have alone: the full rate for its last layer, and so for a head of one.
     *
     * @return rules by full name
     */
    ParameterRules rules() {
        Map<String, Origin> known = Map.copyOf(origins);
        int layers =
                known.values().stream().mapToInt(o -> o.rules().layers()).max().orElse(1);
        return new ParameterRules(
                layers,
                name -> {
                    Origin origin = origin(known, name);
                    return layers
                            - origin.rules().layers()
                            + origin.rules().layerOf().applyAsInt(origin.inner());
                },
                name -> {
                    Origin origin = origin(known, name);
                    return origin.rules().decays().test(origin.inner());
                });
    }

    private static Origin origin(Map<String, Origin> known, String name) {
        Origin origin = known.get(name);
        if (origin == null) {
            throw new IllegalArgumentException("the model has no parameter " + name);
        }
        return origin;
    }

    private Map<String, Parameter> select(Predicate<Parameter> which) {
        Map<String, Parameter> chosen = new LinkedHashMap<>();
        origins.forEach((name, origin) -> {
            if (which.test(origin.parameter())) {
                chosen.put(name, origin.parameter());
            }
        });
        return Collections.unmodifiableMap(chosen);
    }
}
