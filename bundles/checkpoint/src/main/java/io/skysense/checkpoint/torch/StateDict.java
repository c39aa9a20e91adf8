// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.checkpoint.torch;

import static io.skysense.checkpoint.archive.FormatException.expect;

import io.skysense.checkpoint.archive.FormatException;
import io.skysense.checkpoint.archive.Quote;
import io.skysense.checkpoint.pickle.Describe;
import io.skysense.checkpoint.pickle.Dict;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The dictionary of a checkpoint that holds the weights.
 *
 * @param key the keys that lead to it, joined by dots; empty if it is the top one
 * @param tensors by name
 * @param skipped what else it holds, the first hundred: name and Python type
 */
record StateDict(String key, Map<String, Tensor> tensors, List<String> skipped) {

    /** Where weights are kept beside optimisers and counters, in the order they are looked for. */
    private static final List<String> USUAL = List.of("model", "state_dict", "module");

    private static final int MAX_DEPTH = 4;
    private static final int MAX_NAME = 4096;
    private static final int MAX_SHOWN = 8;
    private static final int MAX_SKIPPED = 100;
    private static final int MAX_PLACES = 1000;
    private static final int MAX_STEP = 200;

    /**
     * Finds it.
     *
     * @param top what the pickle holds
     * @param wanted keys joined by dots; empty to look in the usual places
     * @return the dictionary
     * @throws FormatException if there is none with tensors; says where there are some
     */
    static StateDict find(Object top, String wanted) throws FormatException {
        expect(top instanceof Dict, "the checkpoint is a " + Describe.of(top) + ", not a dictionary of tensors");
        Place place = new Place("", (Dict) top);
        place = wanted.isEmpty() ? usual(place) : follow(place, wanted);
        StateDict found = read(place);
        expect(
                !found.tensors().isEmpty(),
                "no tensors " + (found.key().isEmpty() ? "at the top" : "under " + Quote.of(found.key())) + "; "
                        + elsewhere((Dict) top));
        return found;
    }

    private record Place(String key, Dict dictionary) {

        Place inner(String name, Object value) {
            return new Place(key.isEmpty() ? name : key + "." + name, (Dict) value);
        }
    }

    private static Place usual(Place top) {
        Place place = top;
        for (int depth = 0; depth < MAX_DEPTH; depth++) {
            Place here = place;
            Place next = USUAL.stream()
                    .filter(name -> here.dictionary().entries().get(name) instanceof Dict inner && leads(inner))
                    .map(name -> here.inner(name, here.dictionary().entries().get(name)))
                    .findFirst()
                    .orElse(null);
            if (next == null) {
                return place;
            }
            place = next;
        }
        return place;
    }

    /** Whether a dictionary holds tensors, or one of the usual ones. */
    private static boolean leads(Dict dictionary) {
        return dictionary.entries().values().stream().anyMatch(Tensor.class::isInstance)
                || USUAL.stream().anyMatch(n -> dictionary.entries().get(n) instanceof Dict);
    }

    private static Place follow(Place top, String wanted) throws FormatException {
        if (top.dictionary().entries().get(wanted) instanceof Dict) {
            return top.inner(wanted, top.dictionary().entries().get(wanted));
        }
        Place place = top;
        for (String name : wanted.split("\\.")) {
            Object inner = place.dictionary().entries().get(name);
            expect(
                    inner instanceof Dict,
                    "there is no dictionary " + Quote.of(wanted) + "; " + elsewhere(top.dictionary()));
            place = place.inner(name, inner);
        }
        return place;
    }

    private static StateDict read(Place place) throws FormatException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        List<String> skipped = new ArrayList<>();
        for (Map.Entry<Object, Object> entry : place.dictionary().entries().entrySet()) {
            if (entry.getKey() instanceof String name && entry.getValue() instanceof Tensor tensor) {
                expect(
                        !name.isEmpty()
                                && name.length() <= MAX_NAME
                                && name.chars().noneMatch(Character::isISOControl),
                        "the tensor name " + Quote.of(name) + " is empty, too long or holds control characters");
                tensors.put(name, tensor);
            } else if (skipped.size() < MAX_SKIPPED) {
                String name = entry.getKey() instanceof String text ? text : Describe.of(entry.getKey());
                skipped.add(Quote.of(name) + " (" + Describe.of(entry.getValue()) + ")");
            }
        }
        return new StateDict(place.key(), tensors, skipped);
    }

    /** Where there are tensors, for messages: a search that ends soon, whatever refers to whatever. */
    private static String elsewhere(Dict top) {
        List<String> found = new ArrayList<>();
        Set<Dict> seen = new HashSet<>();
        Deque<Place> queue = new ArrayDeque<>(List.of(new Place("", top)));
        while (!queue.isEmpty() && found.size() < MAX_SHOWN) {
            Place place = queue.remove();
            if (seen.add(place.dictionary())) {
                Map<Object, Object> entries = place.dictionary().entries();
                long tensors = entries.values().stream()
                        .filter(Tensor.class::isInstance)
                        .count();
                if (tensors > 0) {
                    found.add(Quote.of(place.key()) + " (" + tensors + ")");
                }
                entries.entrySet().stream()
                        .filter(e -> e.getKey() instanceof String name && name.length() <= MAX_STEP)
                        .filter(e -> e.getValue() instanceof Dict && place.key().length() <= MAX_STEP)
                        .limit(Math.max(0, MAX_PLACES - queue.size()))
                        .forEach(e -> queue.add(place.inner((String) e.getKey(), e.getValue())));
            }
        }
        return found.isEmpty() ? "the file holds none" : "there are some under " + String.join(", ", found);
    }
}
