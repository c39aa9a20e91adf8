// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.report;

import io.skysense.api.data.ClassTable;
import io.skysense.api.data.ClassTable.LabelClass;
import io.skysense.api.task.MetricReport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a person wants to see of a run: its figures, how they came about, where it errs, and a map it made.
 *
 * @param title the experiment
 * @param subtitle one sentence: the data, the size of the run
 * @param figures the evaluation
 * @param classes the classes, for names and colours
 * @param curves charts over the steps of the run
 * @param sheet samples with their predictions
 * @param map a whole raster with its prediction
 * @param facts versions, machine and times, by name, in order
 * @param preset the settings of the run as text
 */
public record RunReport(
        String title,
        String subtitle,
        MetricReport figures,
        ClassTable classes,
        List<LineChart> curves,
        Optional<ContactSheet> sheet,
        Optional<MapPreview> map,
        Map<String, String> facts,
        String preset) {

    /** Copies the list. */
    public RunReport {
        curves = List.copyOf(curves);
    }

    /** {@return the page} */
    public String html() {
        HtmlPage page = new HtmlPage(title, subtitle);
        Map<String, String> first = new LinkedHashMap<>();
        figures.values().forEach((key, value) -> first.put(Figures.words(key), Figures.value(value)));
        page.figures(first);
        map.ifPresent(m -> addMap(page, m));
        if (!curves.isEmpty()) {
            page.section("Training", "A faint line is every step, a strong one over it the mean of its neighbours.")
                    .charts(curves);
        }
        addClasses(page);
        sheet.filter(s -> !s.rows().isEmpty()).ifPresent(s -> addSheet(page, s));
        page.section("Run", "What it takes to get these figures again.").entries(facts);
        if (!preset.isEmpty()) {
            page.folded("All settings", preset);
        }
        return page.html();
    }

    /** {@return the confusion matrix as a chart, if the task has one} */
    public Optional<ConfusionChart> confusion() {
        return figures.confusion().isEmpty()
                ? Optional.empty()
                : Optional.of(new ConfusionChart(
                        "Confusion matrix, share of the true class", figures.classes(), figures.confusion()));
    }

    private void addMap(HtmlPage page, MapPreview preview) {
        Map<String, Picture> pictures = new LinkedHashMap<>();
        pictures.put("Input", preview.input());
        pictures.put("Predicted classes", preview.map());
        page.section("Map of a whole image", preview.caption()).legend(legend()).pictures(pictures);
    }

    private void addClasses(HtmlPage page) {
        if (figures.perClass().isEmpty() && figures.confusion().isEmpty()) {
            return;
        }
        page.section("Classes", "Counted over the pixels of all images together.");
        Set<String> keys = new LinkedHashSet<>();
        figures.perClass().values().forEach(v -> keys.addAll(v.keySet()));
        List<Chart> charts = new ArrayList<>();
        confusion().ifPresent(charts::add);
        List<String> drawn = keys.stream().filter(RunReport::isDrawn).toList();
        if (!drawn.isEmpty()) {
            charts.add(bars(drawn));
        }
        page.charts(charts);
        if (!keys.isEmpty()) {
            addClassTable(page, List.copyOf(keys));
        }
    }

    private ClassBars bars(List<String> keys) {
        Map<String, Map<String, Double>> named = new LinkedHashMap<>();
        figures.perClass().forEach((name, values) -> {
            Map<String, Double> row = new LinkedHashMap<>();
            keys.forEach(k -> row.put(Figures.words(k), values.getOrDefault(k, Double.NaN)));
            named.put(name, row);
        });
        List<String> words = keys.stream().map(Figures::words).toList();
        return new ClassBars("By class", words, List.copyOf(figures.perClass().keySet()), named);
    }

    private void addClassTable(HtmlPage page, List<String> keys) {
        List<String> header = new ArrayList<>(List.of("class"));
        keys.forEach(k -> header.add(Figures.words(k)));
        List<List<String>> rows = new ArrayList<>();
        List<String> colours = new ArrayList<>();
        figures.perClass().forEach((name, values) -> {
            List<String> row = new ArrayList<>(List.of(name));
            keys.forEach(k -> row.add(Figures.value(values.getOrDefault(k, Double.NaN))));
            rows.add(row);
            colours.add(colourOf(name));
        });
        page.table(header, rows, colours);
    }

    private void addSheet(HtmlPage page, ContactSheet shown) {
        List<LegendEntry> entries = new ArrayList<>(legend());
        entries.add(new LegendEntry(hex(LabelPainter.NONE), "no class"));
        entries.add(new LegendEntry(hex(LabelPainter.WRONG), "wrong"));
        page.section("Samples", "Images are stretched from the 2nd to the 98th percentile; series show their median.")
                .legend(entries)
                .sheet(shown);
    }

    private List<LegendEntry> legend() {
        return classes.classes().stream()
                .map(c -> new LegendEntry(c.color(), c.name()))
                .toList();
    }

    private String colourOf(String name) {
        return classes.classes().stream()
                .filter(c -> c.name().equals(name))
                .map(LabelClass::color)
                .findFirst()
                .orElse(hex(LabelPainter.NONE));
    }

    private static boolean isDrawn(String key) {
        String lower = key.toLowerCase(Locale.ROOT);
        return lower.equals("iou") || lower.equals("f1");
    }

    private static String hex(int colour) {
        return String.format(Locale.ROOT, "#%06x", colour);
    }
}
