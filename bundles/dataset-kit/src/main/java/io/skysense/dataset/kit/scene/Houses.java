// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.scene;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The houses of a scene as turned rectangles around what of each can be seen. */
final class Houses {

    /** Of what is left of a house that stands in a wood or on a road, no one would speak. */
    private static final int LEAST_PIXELS = 40;

    private final Map<Integer, Reach> reaches = new TreeMap<>();

    Houses(Ground ground) {
        for (int row = 0; row < ground.size(); row++) {
            for (int column = 0; column < ground.size(); column++) {
                int cell = ground.cells()[row * ground.size() + column];
                Material material = ground.materials().get(cell);
                if (material.cover() == Cover.BUILDING) {
                    reaches.computeIfAbsent(cell, c -> new Reach(material)).add(column + 0.5, row + 0.5);
                }
            }
        }
    }

    /** {@return class, centre, sides and angle of each, as list entries have them} */
    List<List<Number>> rows() {
        List<List<Number>> rows = new ArrayList<>();
        for (Reach reach : reaches.values()) {
            if (reach.pixels >= LEAST_PIXELS) {
                rows.add(reach.row());
            }
        }
        return rows;
    }

    /** How far a house goes along its length and across it, in pixels. */
    private static final class Reach {

        // The roof's vector is across the ridge.
        private final double alongX;
        private final double alongY;
        private double leastAlong = Double.POSITIVE_INFINITY;
        private double mostAlong = Double.NEGATIVE_INFINITY;
        private double leastAcross = Double.POSITIVE_INFINITY;
        private double mostAcross = Double.NEGATIVE_INFINITY;
        private int pixels;

        Reach(Material roof) {
            alongX = roof.rowY();
            alongY = -roof.rowX();
        }

        void add(double x, double y) {
            double along = x * alongX + y * alongY;
            double across = y * alongX - x * alongY;
            leastAlong = Math.min(leastAlong, along);
            mostAlong = Math.max(mostAlong, along);
            leastAcross = Math.min(leastAcross, across);
            mostAcross = Math.max(mostAcross, across);
            pixels++;
        }

        List<Number> row() {
            double along = (leastAlong + mostAlong) / 2;
            double across = (leastAcross + mostAcross) / 2;
            return List.of(
                    Cover.BUILDING.ordinal(),
                    rounded(along * alongX - across * alongY),
                    rounded(along * alongY + across * alongX),
                    rounded(mostAlong - leastAlong + 1),
                    rounded(mostAcross - leastAcross + 1),
                    rounded(Math.toDegrees(StrictMath.atan2(alongY, alongX))));
        }

        private static double rounded(double value) {
            return Math.rint(100 * value) / 100;
        }
    }
}
