// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.report;

import static io.skysense.report.Markup.coordinate;

import io.skysense.report.Series.Point;
import io.skysense.report.Svg.Anchor;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Curves over a common axis, such as loss and metrics over the steps of a run.
 *
 * @param title what it shows
 * @param xLabel what x is
 * @param yLabel what y is
 * @param logarithmic whether y is drawn by ratios; values not above 0 are then left out
 * @param series the curves, at most eight colours
 */
public record LineChart(String title, String xLabel, String yLabel, boolean logarithmic, List<Series> series)
        implements Chart {

    private static final int WIDTH = 520;
    private static final int HEIGHT = 290;
    private static final int LEFT = 54;
    private static final int RIGHT = 16;
    private static final int TOP = 36;
    private static final int LEGEND_ROW = 18;
    private static final int BOTTOM = 42;
    private static final int MOST_POINTS = 600;
    private static final int COLOURS = 8;

    /** Copies the list. */
    public LineChart {
        series = List.copyOf(series);
    }

    @Override
    public int width() {
        return WIDTH;
    }

    @Override
    public int height() {
        return HEIGHT;
    }

    @Override
    public String elements() {
        Axis x = Axis.over(values(true), LEFT, WIDTH - RIGHT, false);
        Axis y = Axis.over(values(false), HEIGHT - BOTTOM, top(), logarithmic);
        Svg svg = new Svg();
        drawAxes(svg, tight(x), y);
        for (int i = 0; i < series.size(); i++) {
            drawSeries(svg, series.get(i), i % COLOURS, tight(x), y);
        }
        drawLegend(svg);
        return svg.toString();
    }

    /** Ends the x axis at the last point: room to the right of a finished run says nothing. */
    private Axis tight(Axis x) {
        double[] all = DoubleStream.of(values(true)).filter(Double::isFinite).toArray();
        if (all.length == 0) {
            return x;
        }
        double low = DoubleStream.of(all).min().orElseThrow();
        double high = DoubleStream.of(all).max().orElseThrow();
        return low == high ? x : new Axis(Math.min(low, Math.max(0, x.low())), high, x.start(), x.end(), false);
    }

    private double[] values(boolean abscissa) {
        return series.stream()
                .flatMap(s -> s.points().stream())
                .mapToDouble(p -> abscissa ? p.x() : p.y())
                .toArray();
    }

    private void drawAxes(Svg svg, Axis x, Axis y) {
        for (double tick : y.ticks(5)) {
            svg.line(LEFT, y.at(tick), WIDTH - RIGHT, y.at(tick), "sk-grid");
            svg.text(LEFT - 8, y.at(tick) + 4, Anchor.END, "sk-tick", Markup.tick(tick));
        }
        for (double tick : x.ticks(6)) {
            svg.line(x.at(tick), HEIGHT - BOTTOM, x.at(tick), HEIGHT - BOTTOM + 4, "sk-axis");
            svg.text(x.at(tick), HEIGHT - BOTTOM + 17, Anchor.MIDDLE, "sk-tick", Markup.tick(tick));
        }
        svg.line(LEFT, HEIGHT - BOTTOM, WIDTH - RIGHT, HEIGHT - BOTTOM, "sk-axis");
        svg.text((LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 6, Anchor.MIDDLE, "sk-label", xLabel);
        svg.text(13, (top() + HEIGHT - BOTTOM) / 2.0, Anchor.MIDDLE, "sk-label", -90, yLabel);
    }

    private void drawSeries(Svg svg, Series s, int colour, Axis x, Axis y) {
        List<Point> points = s.thinned(MOST_POINTS);
        if (s.smooth() && points.size() > 20) {
            svg.path(path(points, x, y), "sk-line sk-raw sk-c" + colour);
            svg.path(path(Series.averaged(points), x, y), "sk-line sk-c" + colour);
            return;
        }
        svg.path(path(points, x, y), "sk-line sk-c" + colour);
        if (points.size() <= 40) {
            for (Point p : points) {
                if (drawable(p)) {
                    String tip = s.name() + " " + Figures.value(p.y()) + " at " + xLabel + " " + Figures.value(p.x());
                    svg.circle(x.at(p.x()), y.at(p.y()), 3, "sk-dot sk-f" + colour, tip);
                }
            }
        }
    }

    private CharSequence path(List<Point> points, Axis x, Axis y) {
        StringBuilder data = new StringBuilder("M0 0");
        boolean pen = false;
        for (Point p : points) {
            if (!drawable(p)) {
                pen = false;
                continue;
            }
            data.append(pen ? 'L' : 'M').append(coordinate(x.at(p.x())));
            data.append(' ').append(coordinate(y.at(p.y())));
            pen = true;
        }
        return data;
    }

    private boolean drawable(Point p) {
        return Double.isFinite(p.x()) && Double.isFinite(p.y()) && (!logarithmic || p.y() > 0);
    }

    private void drawLegend(Svg svg) {
        double at = LEFT;
        double y = 16;
        for (int i = 0; i < series.size(); i++) {
            String name = series.get(i).name();
            if (at > LEFT && at + entryWidth(name) > WIDTH) {
                at = LEFT;
                y += LEGEND_ROW;
            }
            svg.line(at, y, at + 18, y, "sk-line sk-c" + i % COLOURS);
            svg.text(at + 24, y + 4, Anchor.START, "sk-legend", name);
            at += entryWidth(name);
        }
    }

    /** Where the plot begins, below the rows that the legend takes. */
    private int top() {
        double at = LEFT;
        int rows = 1;
        for (Series s : series) {
            if (at > LEFT && at + entryWidth(s.name()) > WIDTH) {
                at = LEFT;
                rows++;
            }
            at += entryWidth(s.name());
        }
        return TOP + (rows - 1) * LEGEND_ROW;
    }

    private static double entryWidth(String name) {
        return 24 + 6.6 * name.length() + 22;
    }
}
