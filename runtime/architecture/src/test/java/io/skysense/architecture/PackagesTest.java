// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Packages: whose they are, which are public, and that these carry versions and documentation. */
class PackagesTest {

    /** Packages that a native library dictates. */
    private static final Map<String, String> FOREIGN = Map.of("engine", "ai.djl", "gdal", "org.gdal");

    private final List<BuiltBundle> bundles = BuiltBundle.all();

    @Test
    void lieUnderTheNameOfTheirBundle() {
        for (BuiltBundle bundle : bundles) {
            String root = "io.skysense." + bundle.name().replace('-', '.');
            String foreign = FOREIGN.getOrDefault(bundle.name(), root);
            List<String> strays = bundle.contents().stream()
                    .filter(name -> !under(root, name) && !under(foreign, name))
                    .toList();

            assertEquals(List.of(), strays, bundle.name());
        }
    }

    @Test
    void belongToOneBundleEach() {
        List<String> all = bundles.stream().flatMap(b -> b.contents().stream()).toList();

        assertEquals(Set.copyOf(all).size(), all.size(), () -> "split packages among " + new TreeSet<>(all));
    }

    @Test
    void carryAVersionWhereTheyAreExported() {
        for (BuiltBundle bundle : bundles) {
            List<String> without = bundle.exports().entrySet().stream()
                    .filter(e -> e.getValue().isEmpty() || e.getValue().equals("0.0.0"))
                    .map(Map.Entry::getKey)
                    .toList();

            assertEquals(List.of(), without, bundle.name());
        }
    }

    @Test
    void haveTheirJavadocCheckedWhereTheyAreExported() {
        List<String> checked = List.of(System.getProperty("skysense.documented").split(","));
        List<String> unchecked = bundles.stream()
                .flatMap(b -> b.exports().keySet().stream())
                .filter(name -> under("io.skysense", name))
                .filter(name -> checked.stream().noneMatch(pattern -> covers(pattern, name)))
                .toList();

        assertEquals(List.of(), unchecked);
    }

    private static boolean covers(String pattern, String name) {
        return pattern.endsWith(".*")
                ? name.startsWith(pattern.substring(0, pattern.length() - 1))
                : name.equals(pattern);
    }

    private static boolean under(String root, String name) {
        return name.equals(root) || name.startsWith(root + ".");
    }
}
