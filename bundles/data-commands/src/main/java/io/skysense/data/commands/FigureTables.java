// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.data.commands;

import io.skysense.api.data.BandTable;
import io.skysense.api.data.ClassTable;
import io.skysense.api.data.DatasetTable;
import io.skysense.api.data.Quantity;
import io.skysense.shell.Console;
import java.util.ArrayList;
import java.util.List;

/** The figures of a split as tables. */
final class FigureTables {

    private static final List<String> BANDS =
            List.of("modality", "entries", "dates", "rows", "columns", "band", "mean", "std", "min", "max");
    private static final List<String> CLASSES = List.of("value", "class", "entries", "pixels", "share");

    private static final List<String> QUANTITIES = List.of("quantity", "unit", "known", "mean", "std", "min", "max");
    private static final List<String> OBJECTS = List.of("class", "objects");

    private FigureTables() {}

    /** Prints those that hold anything. */
    static void print(DatasetTable table, SplitFigures figures, Console console) {
        console.table(BANDS, bands(figures));
        if (figures.labels() > 0) {
            console.print("");
            console.table(CLASSES, classes(table.classes(), figures));
        }
        if (figures.quantities().stream().anyMatch(moments -> moments.count() > 0)) {
            console.print("");
            console.table(QUANTITIES, quantities(table, figures));
        }
        if (figures.allObjects() > 0) {
            console.print("");
            console.table(OBJECTS, objects(table.classes(), figures));
        }
    }

    private static List<List<String>> bands(SplitFigures figures) {
        List<List<String>> rows = new ArrayList<>();
        for (ModalityFigures one : figures.modalities().values()) {
            BandTable table = one.table();
            for (int band = 0; band < one.bands().size(); band++) {
                Moments moments = one.bands().get(band);
                List<String> row = new ArrayList<>(List.of(table.modality().key(), Long.toString(one.entries())));
                row.addAll(one.sizes());
                row.add(table.bands().get(band));
                row.add(Words.number(moments.mean()));
                row.add(Words.number(moments.deviation()));
                row.add(Words.number(moments.min()));
                row.add(Words.number(moments.max()));
                rows.add(row);
            }
        }
        return rows;
    }

    private static List<List<String>> quantities(DatasetTable table, SplitFigures figures) {
        List<List<String>> rows = new ArrayList<>();
        for (int v = 0; v < table.quantities().size(); v++) {
            Quantity one = table.quantities().get(v);
            Moments moments = figures.quantities().get(v);
            rows.add(List.of(
                    one.name(),
                    one.unit(),
                    Long.toString(moments.count()),
                    Words.number(moments.mean()),
                    Words.number(moments.deviation()),
                    Words.number(moments.min()),
                    Words.number(moments.max())));
        }
        return rows;
    }

    private static List<List<String>> objects(ClassTable classes, SplitFigures figures) {
        List<List<String>> rows = new ArrayList<>();
        for (int index = 0; index < classes.size(); index++) {
            if (figures.objects(index) > 0) {
                rows.add(List.of(classes.classes().get(index).name(), Long.toString(figures.objects(index))));
            }
        }
        return rows;
    }

    private static List<List<String>> classes(ClassTable classes, SplitFigures figures) {
        List<List<String>> rows = new ArrayList<>();
        double all = figures.allPixels();
        for (int index = 0; index < classes.size(); index++) {
            ClassTable.LabelClass one = classes.classes().get(index);
            rows.add(List.of(
                    Integer.toString(one.value()),
                    one.name(),
                    Long.toString(figures.entries(index)),
                    Long.toString(figures.pixels(index)),
                    Words.percent(figures.pixels(index) / all)));
        }
        rows.add(List.of("-", "(none)", "-", Long.toString(figures.ignored()), Words.percent(figures.ignored() / all)));
        return rows;
    }
}
