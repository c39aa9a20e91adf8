// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.launcher;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Predicate;

/**
 * Framework properties, and the start level of each bundle.
 *
 * @param values all properties of the file, with {@code ${skysense.home}} and {@code ${storage}} filled in
 */
record Settings(Map<String, String> values) {

    private static final String LEVEL = "skysense.startlevel.";

    /**
     * Reads them.
     *
     * @param distribution holds the file
     * @param storage the framework's folder in this process
     * @return the properties
     */
    static Settings read(Distribution distribution, Path storage) {
        Properties text = new Properties();
        try (Reader reader = Files.newBufferedReader(distribution.properties())) {
            text.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new LaunchException(distribution.properties() + ": cannot be read: " + e, e);
        }
        Map<String, String> values = new HashMap<>();
        for (String name : text.stringPropertyNames()) {
            values.put(
                    name,
                    text.getProperty(name)
                            .replace("${skysense.home}", distribution.home().toString())
                            .replace("${storage}", storage.toString()));
        }
        return new Settings(Map.copyOf(values));
    }

    /**
     * Looks up the start level of a bundle.
     *
     * @param symbolicName its symbolic name
     * @return the level whose list has the name, else the one with a prefix of it that ends in {@code *}, else 1
     */
    int startLevel(String symbolicName) {
        return levelOf(symbolicName::equals)
                .or(() -> levelOf(entry ->
                        entry.endsWith("*") && symbolicName.startsWith(entry.substring(0, entry.length() - 1))))
                .orElse(1);
    }

    private Optional<Integer> levelOf(Predicate<String> listed) {
        return values.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(LEVEL))
                .filter(entry -> Arrays.stream(entry.getValue().split(","))
                        .map(String::strip)
                        .anyMatch(listed))
                .map(entry -> Integer.valueOf(entry.getKey().substring(LEVEL.length())))
                .max(Integer::compare);
    }
}
