// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.shell.internal.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.skysense.api.model.ParameterInfo;
import io.skysense.api.model.ParameterInfo.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How many values a model has, by part: what stands before the first dot of a name. Buffers are not counted.
 *
 * @param parts in the model's order
 */
record ParameterCount(Map<String, Size> parts) {

    /** Of {@link #rows}. */
    static final List<String> HEADER = List.of("part", "tensors", "parameters", "trainable", "frozen");

    private static final String TOTAL = "total";
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /**
     * Of a part.
     *
     * @param tensors its parameters
     * @param parameters their values
     * @param trainable those of them that are trained
     * @param frozen the others
     */
    record Size(int tensors, long parameters, long trainable, long frozen) {

        private static Size of(ParameterInfo info) {
            boolean trained = info.kind() == Kind.TRAINED;
            return new Size(1, info.size(), trained ? info.size() : 0, trained ? 0 : info.size());
        }

        private Size plus(Size other) {
            return new Size(
                    tensors + other.tensors,
                    parameters + other.parameters,
                    trainable + other.trainable,
                    frozen + other.frozen);
        }
    }

    /**
     * Counts.
     *
     * @param infos the model's parameters and buffers
     * @return the sizes
     */
    static ParameterCount of(List<ParameterInfo> infos) {
        Map<String, Size> parts = new LinkedHashMap<>();
        infos.stream()
                .filter(info -> info.kind() != Kind.BUFFER)
                .forEach(info -> parts.merge(info.name().replaceFirst("\\..*", ""), Size.of(info), Size::plus));
        return new ParameterCount(parts);
    }

    private Size total() {
        return parts.values().stream().reduce(new Size(0, 0, 0, 0), Size::plus);
    }

    /** {@return a row a part, and the total} */
    List<List<String>> rows() {
        List<List<String>> rows = new ArrayList<>();
        parts.forEach((name, size) -> rows.add(row(name, size)));
        rows.add(row(TOTAL, total()));
        return rows;
    }

    private static List<String> row(String name, Size size) {
        return List.of(
                name, count(size.tensors()), count(size.parameters()), count(size.trainable()), count(size.frozen()));
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /**
     * As JSON.
     *
     * @param preset the model's name
     * @return an object with the keys preset, parts and total
     */
    String json(String preset) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("preset", preset);
        tree.put("parts", parts);
        tree.put(TOTAL, total());
        try {
            return MAPPER.writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
