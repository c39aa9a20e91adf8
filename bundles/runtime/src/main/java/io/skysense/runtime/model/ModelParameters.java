// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.runtime.model;

import ai.djl.nn.Parameter;
import io.skysense.api.model.Network;
import io.skysense.api.model.ParameterInfo;
import io.skysense.api.model.ParameterRules;
import io.skysense.api.model.ProductWeights;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** The parameters and buffers of a model's parts under their full names, and the rules of the part each came from. */
final class ModelParameters {

    /** Where a name comes from. */
    private record Origin(Parameter parameter, String inner, ParameterRules rules) {}

    private final Map<String, Origin> origins = new LinkedHashMap<>();
    private final Set<Parameter> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<Parameter> products = Collections.newSetFromMap(new IdentityHashMap<>());

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
        products.addAll(ProductWeights.of(part.block()));
    }

    /** {@return weights that are rounded to bfloat16 at each use} */
    Set<Parameter> products() {
        return Collections.unmodifiableSet(products);
    }

    /** {@return all, by full name} */
    Map<String, Parameter> all() {
        return select(p -> true);
    }

    /** {@return what is trained, by full name} */
    Map<String, Parameter> trained() {
        return select(Parameter::requiresGradient);
    }

    /** {@return what is not trained, frozen parameters and buffers such as batch-norm statistics, by full name} */
    Map<String, Parameter> untrained() {
        return select(p -> !p.requiresGradient());
    }

    /** {@return what is known of all, in their order} */
    List<ParameterInfo> describe() {
        ParameterRules joined = rules();
        List<ParameterInfo> infos = new ArrayList<>();
        origins.forEach((name, origin) -> infos.add(new ParameterInfo(
                name,
                origin.parameter().getShape(),
                kind(origin.parameter()),
                joined.layers() - 1 - joined.layerOf().applyAsInt(name),
                joined.decays().test(name))));
        return infos;
    }

    private static ParameterInfo.Kind kind(Parameter parameter) {
        return switch (parameter.getType()) {
            case RUNNING_MEAN, RUNNING_VAR -> ParameterInfo.Kind.BUFFER;
            default -> parameter.requiresGradient() ? ParameterInfo.Kind.TRAINED : ParameterInfo.Kind.FROZEN;
        };
    }

    /**
     * Joins the rules of the parts, each of which keeps the factors it would have alone.
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
                    return origin.rules().under(layers).layerOf().applyAsInt(origin.inner());
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
