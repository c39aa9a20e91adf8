// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.backbone;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import io.skysense.api.model.ParameterRules;
import io.skysense.nn.NamedBlock;
import java.util.LinkedHashMap;
import java.util.Map;

/** The parts of a network under the reference's names, each with its rules. It holds them; the network runs them. */
final class Parts extends NamedBlock {

    private final Map<String, ParameterRules> rules = new LinkedHashMap<>();

    /**
     * Adds a part.
     *
     * @param name what its parameters' names begin with, before a dot; empty for nothing
     * @param part the part
     * @param partRules the optimiser's rules for its own names
     * @param <B> its class
     * @return the part
     */
    <B extends Block> B part(String name, B part, ParameterRules partRules) {
        rules.put(name, partRules);
        return child(name, part);
    }

    /** {@return the rules of all parts, by full name} */
    ParameterRules rules() {
        int layers =
                rules.values().stream().mapToInt(ParameterRules::layers).max().orElse(1);
        Map<String, ParameterRules> under = new LinkedHashMap<>();
        rules.forEach((name, own) -> under.put(name, own.under(layers)));
        return new ParameterRules(
                layers,
                name -> under.get(part(under, name)).layerOf().applyAsInt(inner(under, name)),
                name -> under.get(part(under, name)).decays().test(inner(under, name)));
    }

    private static String part(Map<String, ParameterRules> parts, String name) {
        String first = name.substring(0, Math.max(0, name.indexOf('.')));
        String part = parts.containsKey(first) ? first : "";
        if (!parts.containsKey(part)) {
            throw new IllegalArgumentException("the backbone has no parameter " + name);
        }
        return part;
    }

    private static String inner(Map<String, ParameterRules> parts, String name) {
        String part = part(parts, name);
        return part.isEmpty() ? name : name.substring(part.length() + 1);
    }

    @Override
    public NDList forward(NDList inputs, boolean training) {
        throw new UnsupportedOperationException("what passes between the parts is more than a list: run their network");
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        throw new UnsupportedOperationException("what passes between the parts is more than a list: ask their network");
    }
}
