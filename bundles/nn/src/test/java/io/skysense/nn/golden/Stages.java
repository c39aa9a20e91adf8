// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.nn.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import ai.djl.ndarray.NDArray;
import io.skysense.api.model.Probe;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Compares what a network shows with the arrays of the same names that the reference recorded under a prefix. */
public final class Stages implements Probe {

    private static final double TOLERANCE = 1e-4;
    private static final String FIRST = "|sample0";

    private final Golden golden;
    private final String prefix;
    private final Set<String> seen = new TreeSet<>();

    /** Compares with the arrays under a prefix. */
    public Stages(Golden golden, String prefix) {
        this.golden = golden;
        this.prefix = prefix;
    }

    @Override
    public void see(String name, NDArray array) {
        if (golden.has(prefix + name)) {
            Golden.assertSame(golden.get(prefix + name), array, TOLERANCE, name);
            seen.add(prefix + name);
        } else if (golden.has(prefix + name + FIRST)) {
            Golden.assertSame(golden.get(prefix + name + FIRST), array.get("0:1"), TOLERANCE, name);
            seen.add(prefix + name + FIRST);
        }
    }

    /** All recorded arrays under the prefix were shown but those that are no part of the network. */
    public void checkAllSeen(String... others) {
        Set<String> recorded = golden.names().stream()
                .filter(name -> name.startsWith(prefix))
                .collect(Collectors.toCollection(TreeSet::new));
        for (String other : others) {
            recorded.remove(prefix + other);
        }
        assertFalse(recorded.isEmpty(), prefix);
        assertEquals(recorded, seen);
    }
}
