// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Imports between our bundles only go down. */
class FloorsTest {

    /** The engine exports DJL, but DJL's types are a library's: the API speaks of arrays, too. */
    private static final String LIBRARY = "ai.djl";

    /** The checked classes, and the bench that measures them against the bare call. */
    private static final Set<String> GDAL_CALLERS = Set.of("raster", "bench");

    private final Floors floors = Floors.read();
    private final List<BuiltBundle> bundles = BuiltBundle.all();

    @Test
    void giveEveryBundleItsPlace() {
        List<String> without = bundles.stream()
                .map(BuiltBundle::name)
                .filter(name -> floors.of(name).isEmpty())
                .toList();

        assertEquals(List.of(), without);
    }

    @Test
    void areNeverClimbedByAnImport() {
        assertEquals(List.of(), imports((from, to) -> to > from));
    }

    @Test
    void keepPlugInsBehindTheirServices() {
        assertEquals(List.of(), imports((from, to) -> to == Floors.PLUGINS));
    }

    @Test
    void leaveGdalToTheCheckedClasses() {
        List<String> callers = bundles.stream()
                .filter(b -> b.imports().stream().anyMatch(name -> name.startsWith("org.gdal")))
                .map(BuiltBundle::name)
                .filter(name -> !GDAL_CALLERS.contains(name))
                .toList();

        assertEquals(List.of(), callers);
    }

    private interface Forbidden {
        boolean between(int importer, int exporter);
    }

    private List<String> imports(Forbidden rule) {
        Map<String, BuiltBundle> exporters = new HashMap<>();
        for (BuiltBundle bundle : bundles) {
            bundle.exports().keySet().stream()
                    .filter(name -> !name.startsWith(LIBRARY))
                    .forEach(name -> exporters.put(name, bundle));
        }
        List<String> found = new ArrayList<>();
        for (BuiltBundle bundle : bundles) {
            for (String name : bundle.imports()) {
                BuiltBundle exporter = exporters.get(name);
                if (exporter != null && rule.between(floor(bundle), floor(exporter))) {
                    found.add(bundle.name() + " imports " + name + " of " + exporter.name());
                }
            }
        }
        return found;
    }

    private int floor(BuiltBundle bundle) {
        return floors.of(bundle.name()).orElseThrow();
    }
}
