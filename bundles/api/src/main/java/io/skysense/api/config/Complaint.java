// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.api.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Says in the words of a preset's author what Jackson says in those of its own programmers. */
final class Complaint {

    private static final int LONGEST = 60;

    private static final Map<Class<?>, String> EXPECTED = Map.of(
            int.class, "a whole number",
            long.class, "a whole number",
            double.class, "a number",
            Integer.class, "a whole number",
            Double.class, "a number",
            boolean.class, "true or false",
            String.class, "a string");

    private Complaint() {}

    /** {@return what is wrong with the syntax of a text} */
    static String aboutText(JsonProcessingException e) {
        return e.getOriginalMessage()
                .replaceAll("\\[Source: [^\\]]*; line: (\\d+), column: (\\d+)]", "line $1, column $2")
                .replaceAll(" for `ObjectNode`: not allowed when .*", "");
    }

    /** {@return the dotted path of the value that cannot be bound} */
    static String path(JsonMappingException e) {
        return e.getPath().stream()
                .map(r -> r.getFieldName() == null ? "[" + r.getIndex() + "]" : r.getFieldName())
                .collect(Collectors.joining("."));
    }

    /**
     * What is wrong with a value.
     *
     * @param e what its binding threw
     * @param tree what was bound
     * @return for example {@code a whole number is expected, not "many"}
     */
    static String aboutValue(JsonMappingException e, JsonNode tree) {
        if (e.getCause() instanceof IllegalArgumentException refusal) {
            return refusal.getMessage();
        }
        if (!(e instanceof MismatchedInputException mismatch)
                || mismatch.getTargetType() == null
                || mismatch.getTargetType() == Settings.class) {
            return e.getOriginalMessage();
        }
        JsonNode value = tree;
        for (Reference step : e.getPath()) {
            value = step.getFieldName() == null ? value.path(step.getIndex()) : value.path(step.getFieldName());
        }
        return expected(mismatch.getTargetType()) + " is expected, not " + shown(value);
    }

    private static String expected(Class<?> type) {
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .map(c -> ((Enum<?>) c).name().toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(", ", "one of ", ""));
        }
        return EXPECTED.getOrDefault(type, Collection.class.isAssignableFrom(type) ? "a list" : "an object");
    }

    private static String shown(JsonNode value) {
        String text = value.toString();
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
    }
}
