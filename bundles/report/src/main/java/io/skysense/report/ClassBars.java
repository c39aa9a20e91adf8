// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.report;

import io.skysense.report.Svg.Anchor;
import java.util.List;
import java.util.Map;

/**
 * Figures from 0 to 1 by class, one bar a figure.
 *
 * @param title what it shows
 * @param figures keys of the inner maps that are drawn, in order
 * @param classes class names from top to bottom
 * @param values figures by class name; a missing or NaN one is drawn as "n/a"
 */
public record ClassBars(
        String title, List<String> figures, List<String> classes, Map<String, Map<String, Double>> values)
        implements Chart {

    private static final int WIDTH = 520;
    private static final int TOP = 36;
    private static final int BAR = 13;
    private static final int GAP = 14;

    /** Copies lists and map. */
    public ClassBars {
        figures = List.copyOf(figures);
        classes = List.copyOf(classes);
        values = Map.copyOf(values);
    }

    @Override
    public int width() {
        return WIDTH;
    }

    @Override
    public int height() {
        return TOP + classes.size() * rowHeight() + 28;
    }

    @Override
    public String elements() {
        Svg svg = new Svg();
        int bottom = height() - 28;
        Axis x = new Axis(0, 1, left(), WIDTH - 56, false);
        for (double tick : x.ticks(5)) {
            svg.line(x.at(tick), TOP - 6, x.at(tick), bottom, "sk-grid");
            svg.text(x.at(tick), bottom + 16, Anchor.MIDDLE, "sk-tick", Markup.tick(tick));
        }
        for (int i = 0; i < classes.size(); i++) {
            drawClass(svg, classes.get(i), TOP + i * rowHeight(), x);
        }
        double at = left();
        for (int i = 0; i < figures.size(); i++) {
            svg.rect(at, 9, 12, 12, "sk-f" + i % 8, "rx=\"2\"", "");
            svg.text(at + 18, 19, Anchor.START, "sk-legend", figures.get(i));
            at += 18 + 7 * figures.get(i).length() + 22;
        }
        return svg.toString();
    }

    private void drawClass(Svg svg, String name, double y, Axis x) {
        double middle = y + figures.size() * BAR / 2.0;
        svg.text(left() - 10, middle + 4, Anchor.END, "sk-tick", name);
        for (int i = 0; i < figures.size(); i++) {
            double value = values.getOrDefault(name, Map.of()).getOrDefault(figures.get(i), Double.NaN);
            double drawn = Double.isNaN(value) ? 0 : Math.min(1, Math.max(0, value));
            double top = y + i * BAR;
            String tip = name + ": " + figures.get(i) + " " + Figures.value(value);
            svg.rect(left(), top, x.at(drawn) - left(), BAR - 2, "sk-f" + i % 8, "rx=\"2\"", tip);
            svg.text(x.at(drawn) + 6, top + BAR - 3, Anchor.START, "sk-value", Figures.value(value));
        }
    }

    private int rowHeight() {
        return figures.size() * BAR + GAP;
    }

    private int left() {
        int longest = classes.stream().mapToInt(String::length).max().orElse(0);
        return Math.min(200, 24 + 7 * longest);
    }
}
