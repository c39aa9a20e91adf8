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

    /** The exponential moving average over about a twentieth of the line, corrected for its start. */
    static List<Point> averaged(List<Point> points) {
        double keep = 1 - 1 / Math.max(1.0, points.size() / 20.0);
        double sum = 0;
        double weight = 0;
        List<Point> out = new ArrayList<>(points.size());
        for (Point p : points) {
            if (Double.isFinite(p.y())) {
                sum = keep * sum + (1 - keep) * p.y();
                weight = keep * weight + (1 - keep);
            }
            out.add(new Point(p.x(), weight == 0 ? Double.NaN : sum / weight));
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
