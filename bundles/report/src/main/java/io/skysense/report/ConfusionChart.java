// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.report;

import io.skysense.report.Svg.Anchor;
import java.util.List;
import java.util.Locale;

/**
 * A confusion matrix: each row is a true class and is shaded by the share of its pixels that went to each
 * predicted class, so that rare classes can be read as well as frequent ones.
 *
 * @param title what it shows
 * @param classes class names, K
 * @param counts K rows of K counts, row = truth, column = prediction
 */
public record ConfusionChart(String title, List<String> classes, List<List<Long>> counts) implements Chart {

    /** Copies the lists and checks that the matrix is square. */
    public ConfusionChart {
        classes = List.copyOf(classes);
        counts = counts.stream().map(List::copyOf).toList();
        int size = classes.size();
        if (counts.size() != size || counts.stream().anyMatch(row -> row.size() != size)) {
            throw new IllegalArgumentException("confusion matrix is not " + size + " by " + size);
        }
    }

    @Override
    public int width() {
        return left() + cell() * classes.size() + (slanted() ? 64 : 24);
    }

    @Override
    public int height() {
        return top() + cell() * classes.size() + 16;
    }

    @Override
    public String elements() {
        Svg svg = new Svg();
        int cell = cell();
        svg.text(left() + cell * classes.size() / 2.0, 16, Anchor.MIDDLE, "sk-label", "predicted");
        svg.text(14, top() + cell * classes.size() / 2.0, Anchor.MIDDLE, "sk-label", -90, "truth");
        for (int i = 0; i < classes.size(); i++) {
            double middle = i * cell + cell / 2.0;
            svg.text(left() - 8, top() + middle + 4, Anchor.END, "sk-tick", shortened(classes.get(i), 22));
            svg.text(
                    left() + middle - (slanted() ? 4 : 0),
                    top() - 8,
                    slanted() ? Anchor.START : Anchor.MIDDLE,
                    "sk-tick",
                    slanted() ? -35 : 0,
                    shortened(classes.get(i), slanted() ? 12 : cell / 7));
            drawRow(svg, i);
        }
        return svg.toString();
    }

    private void drawRow(Svg svg, int row) {
        int cell = cell();
        long total = counts.get(row).stream().mapToLong(Long::longValue).sum();
        for (int column = 0; column < classes.size(); column++) {
            long count = counts.get(row).get(column);
            double share = total == 0 ? 0 : (double) count / total;
            double x = left() + column * cell;
            double y = top() + row * cell;
            String percent = String.format(Locale.ROOT, "%.1f %%", 100 * share);
            String tip = "%s predicted as %s: %d pixels, %s of the class"
                    .formatted(classes.get(row), classes.get(column), count, percent);
            String strength = String.format(Locale.ROOT, "fill-opacity=\"%.3f\" rx=\"3\"", 0.05 + 0.95 * share);
            svg.rect(x + 1, y + 1, cell - 2, cell - 2, "sk-cell", strength, tip);
            String ink = share > 0.5 ? "sk-on" : "sk-value";
            if (cell >= 72) {
                svg.text(x + cell / 2.0, y + cell / 2.0 - 1, Anchor.MIDDLE, ink + " sk-big", percent);
                svg.text(x + cell / 2.0, y + cell / 2.0 + 16, Anchor.MIDDLE, ink, Markup.count(count));
            } else if (cell >= 36) {
                svg.text(x + cell / 2.0, y + cell / 2.0 + 4, Anchor.MIDDLE, ink, Math.round(100 * share) + "%");
            }
        }
    }

    private int cell() {
        int size = classes.size();
        return size <= 3 ? 104 : size <= 6 ? 76 : size <= 14 ? 40 : 22;
    }

    /** Whether column names are turned, for want of room. */
    private boolean slanted() {
        return classes.size() > 3;
    }

    private int top() {
        return slanted() ? 78 : 46;
    }

    private int left() {
        int longest =
                classes.stream().mapToInt(c -> shortened(c, 22).length()).max().orElse(0);
        return 40 + 7 * longest;
    }

    private static String shortened(String name, int most) {
        return name.length() <= most ? name : name.substring(0, Math.max(1, most - 1)) + "…";
    }
}
