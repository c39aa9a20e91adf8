// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.nn.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.skysense.api.model.Network;
import io.skysense.api.model.ParameterRules;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the reference lists of a part of its full-size model: names and shapes, rates and weight decay. */
public final class ReferenceParameters {

    private static final double RATE = 2e-4;
    private static final double DECAY = 0.7;

    private final Map<String, String> shapes = new LinkedHashMap<>();
    private final Map<String, String[]> groups = new HashMap<>();

    private ReferenceParameters() {}

    /** Reads the lists' lines of a part; the test that asks is skipped where the lists are absent. */
    public static ReferenceParameters under(String prefix) throws IOException {
        ReferenceParameters part = new ReferenceParameters();
        for (String line : Files.readAllLines(Golden.reference("state-dict-full.txt"))) {
            String[] fields = line.split("\t");
            if (fields[0].startsWith(prefix) && fields[3].equals("param")) {
                part.shapes.put(fields[0].substring(prefix.length()), fields[1].replaceAll(",\\)", ")"));
            }
        }
        for (String line : Files.readAllLines(Golden.reference("optimizer-groups-full.txt"))) {
            String[] fields = line.split("\t");
            String name = fields[fields.length - 2];
            if (name.startsWith(prefix)) {
                part.groups.put(name.substring(prefix.length()), fields);
            }
        }
        assertFalse(part.shapes.isEmpty(), prefix);
        assertEquals(part.shapes.keySet(), part.groups.keySet());
        return part;
    }

    /** Names and shapes are the reference's, in its order. */
    public void checkNames(Network network) {
        Map<String, String> actual = new LinkedHashMap<>();
        network.block()
                .getParameters()
                .forEach(p -> actual.put(p.getKey(), p.getValue().getShape().toString()));
        assertEquals(shapes, actual);
        assertEquals(List.copyOf(shapes.keySet()), List.copyOf(actual.keySet()));
    }

    /** Each parameter is frozen, or has the rate and the weight decay, as the reference has it. */
    public void checkGroups(Network network) {
        ParameterRules rules = network.rules();
        network.block().getParameters().forEach(p -> {
            String name = p.getKey();
            String[] group = groups.get(name);
            assertNotNull(group, name);
            boolean frozen = group[0].equals("FROZEN");
            assertEquals(!frozen, p.getValue().requiresGradient(), name);
            if (!frozen) {
                int above = rules.layers() - 1 - rules.layerOf().applyAsInt(name);
                double rate = Double.parseDouble(group[1].substring("lr=".length()));
                assertEquals(rate, RATE * Math.pow(DECAY, above), 1e-6 * rate, name);
                assertEquals(group[2].equals("wd=0.04"), rules.decays().test(name), name);
            }
        });
    }
}
