// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.checkpoint.exchange;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.skysense.checkpoint.CheckpointException;
import io.skysense.checkpoint.TensorSource;
import io.skysense.checkpoint.archive.Quote;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the tensors of another tool become those of a model: rules, applied in order to each tensor.
 *
 * @param rules the rules
 */
public record KeyMap(List<KeyRule> rules) {

    /** Changes nothing. */
    public static final KeyMap NONE = new KeyMap(List.of());

    private static final Map<String, List<String>> NAMED = named();

    /** Copies the list. */
    public KeyMap {
        rules = List.copyOf(rules);
    }

    /**
     * Reads rules.
     *
     * @param words each a rule, see {@link KeyRule#parse}, or the name of a list of them: {@link #names}
     * @return the map
     * @throws IllegalArgumentException if a word is neither
     */
    public static KeyMap parse(List<String> words) {
        List<KeyRule> rules = new ArrayList<>();
        for (String word : words) {
            List<String> list = NAMED.get(word);
            if (list == null && word.indexOf('=') < 0) {
                throw new IllegalArgumentException("'" + word + "' is neither a rule nor a list of rules; lists are "
                        + String.join(", ", NAMED.keySet()));
            }
            for (String rule : list == null ? List.of(word) : list) {
                rules.add(KeyRule.parse(rule));
            }
        }
        return new KeyMap(rules);
    }

    /** {@return the names of the lists of rules that are there, with their rules} */
    public static Map<String, List<String>> names() {
        return NAMED;
    }

    /**
     * Applies the rules.
     *
     * @param tensors tensors by name
     * @return what becomes of them, by their new names
     * @throws CheckpointException if two get one name, or a rule does not fit a tensor
     */
    public Map<String, TensorSource> apply(Map<String, TensorSource> tensors) throws CheckpointException {
        Map<String, TensorSource> mapped = new LinkedHashMap<>();
        Map<String, String> from = new LinkedHashMap<>();
        for (TensorSource tensor : tensors.values()) {
            Optional<TensorSource> result = Optional.of(tensor);
            for (KeyRule rule : rules) {
                if (result.isPresent()) {
                    result = rule.apply(result.get());
                }
            }
            if (result.isPresent()) {
                String name = result.get().name();
                String other = from.put(name, tensor.name());
                if (other != null) {
                    throw new CheckpointException("tensors " + Quote.of(other) + " and " + Quote.of(tensor.name())
                            + " both become " + Quote.of(name));
                }
                mapped.put(name, result.get());
            }
        }
        return mapped;
    }

    /** {@return the rules as text, in order} */
    public List<String> words() {
        return rules.stream().map(KeyRule::toString).toList();
    }

    private static Map<String, List<String>> named() {
        try (InputStream in = KeyMap.class.getResourceAsStream("key-maps.json")) {
            return Collections.unmodifiableMap(JsonMapper.builder()
                    .enable(com.fasterxml.jackson.core.json.JsonReadFeature.ALLOW_JAVA_COMMENTS)
                    .build()
                    .readValue(in, new TypeReference<LinkedHashMap<String, List<String>>>() {}));
        } catch (IOException e) {
            throw new UncheckedIOException("the bundle's own key-maps.json", e);
        }
    }
}
