// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.data.commands;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.skysense.shell.Console;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What was found: how often each, and the first few in words. Safe for any number of threads. */
final class Findings {

    private static final int NAMED = 5;

    private final Map<Finding, Long> counts = new EnumMap<>(Finding.class);
    private final Map<Finding, List<String>> named = new EnumMap<>(Finding.class);

    /**
     * Adds one.
     *
     * @param finding what
     * @param line split, entry, file and what is the matter
     */
    synchronized void add(Finding finding, String line) {
        counts.merge(finding, 1L, Long::sum);
        List<String> lines = named.computeIfAbsent(finding, f -> new ArrayList<>());
        if (lines.size() < NAMED) {
            lines.add(line);
        }
    }

    /** {@return how many there are of a kind} */
    synchronized long count(Finding finding) {
        return counts.getOrDefault(finding, 0L);
    }

    /** {@return how many errors there are, or warnings} */
    synchronized long count(boolean errors) {
        return counts.entrySet().stream()
                .filter(e -> e.getKey().error() == errors)
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** Prints a table of the kinds, and below it those that are named. */
    synchronized void print(Console console) {
        if (!counts.isEmpty()) {
            console.table(
                    List.of("", "found", "count"),
                    counts.entrySet().stream()
                            .map(e -> List.of(severity(e.getKey()), e.getKey().words(), Long.toString(e.getValue())))
                            .toList());
            console.print("");
        }
        named.forEach((finding, lines) -> {
            lines.forEach(line -> console.print(severity(finding) + ": " + finding.words() + ": " + line));
            long more = counts.get(finding) - lines.size();
            if (more > 0) {
                console.print(severity(finding) + ": " + finding.words() + ": " + more + " more");
            }
        });
        console.print(count(true) + " errors, " + count(false) + " warnings");
    }

    /** Adds an element a kind: {@code kind}, {@code severity}, {@code count}, {@code first}. */
    synchronized void json(ArrayNode kinds) {
        counts.forEach((finding, count) -> {
            ObjectNode node = kinds.addObject()
                    .put("kind", finding.name().toLowerCase(java.util.Locale.ROOT))
                    .put("severity", severity(finding))
                    .put("count", count);
            named.get(finding).forEach(node.putArray("first")::add);
        });
    }

    private static String severity(Finding finding) {
        return finding.error() ? "error" : "warning";
    }
}
