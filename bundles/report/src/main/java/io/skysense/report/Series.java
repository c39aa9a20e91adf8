// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.report;

import java.util.ArrayList;
import java.util.List;

/**
 * One line of a {@link LineChart}.
 *
 * @param name what it is, for the legend
 * @param points its points by rising x; one whose y is not finite breaks the line
 * @param smooth whether a moving average is drawn over the faint raw line
 */
public record Series(String name, List<Point> points, boolean smooth) {

    /**
     * One point.
     *
     * @param x for example the step
     * @param y for example the loss
     */
    public record Point(double x, double y) {}

    /** Copies the list. */
    public Series {
        points = List.copyOf(points);
    }

    /** At most {@code limit} points: means over equal stretches, so that a file does not grow with the run. */
    List<Point> thinned(int limit) {
        if (points.size() <= limit) {
            return points;
        }
        List<Point> out = new ArrayList<>(limit);
        for (int i = 0; i < limit; i++) {
            int from = (int) ((long) points.size() * i / limit);
            int to = (int) ((long) points.size() * (i + 1) / limit);
            out.add(mean(points.subList(from, to)));
        }
        return out;
    }

    /** The mean of a fiftieth of the line about each point; centred, so that it does not lag behind a falling loss. */
    static List<Point> averaged(List<Point> points) {
        int reach = Math.max(1, points.size() / 100);
        List<Point> out = new ArrayList<>(points.size());
        for (int i = 0; i < points.size(); i++) {
            List<Point> near = points.subList(Math.max(0, i - reach), Math.min(points.size(), i + reach + 1));
            out.add(new Point(points.get(i).x(), mean(near).y()));
        }
        return out;
    }

    private static Point mean(List<Point> part) {
        double x = part.stream().mapToDouble(Point::x).average().orElse(Double.NaN);
        double y = part.stream()
                .mapToDouble(Point::y)
                .filter(Double::isFinite)
                .average()
                .orElse(Double.NaN);
        return new Point(x, y);
    }
}
