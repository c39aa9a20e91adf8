// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.data.commands;

import io.skysense.api.data.Dataset;
import io.skysense.api.data.DatasetException;
import io.skysense.api.data.DatasetTable;
import io.skysense.api.data.LabelMap;
import io.skysense.api.data.Labels;
import io.skysense.api.data.Modality;
import io.skysense.api.data.Scene;
import io.skysense.raster.RasterException;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/** Opens and reads every file of an entry. What is wrong with one file keeps no other from being read. */
final class EntryCheck {

    private final Dataset strict;
    private final Dataset lenient;
    private final DatasetTable table;
    private final String split;
    private final Findings findings;

    /**
     * A check.
     *
     * @param strict refuses labels of another size than their image
     * @param lenient crops them
     * @param split the split
     * @param findings told what is found
     */
    EntryCheck(Dataset strict, Dataset lenient, String split, Findings findings) {
        this.strict = strict;
        this.lenient = lenient;
        this.table = strict.table();
        this.split = split;
        this.findings = findings;
    }

    /** Checks an entry, and adds what its files hold. */
    void check(int index, SplitFigures figures) throws IOException {
        Optional<Scene> opened = open(index);
        if (opened.isEmpty()) {
            return;
        }
        try (Scene scene = opened.get()) {
            String place = split + " " + index + " (" + scene.id() + ")";
            for (Modality modality : scene.modalities()) {
                image(scene, modality, place, figures);
            }
            label(scene, index, place, figures);
        }
    }

    private Optional<Scene> open(int index) throws IOException {
        String refused;
        try {
            return strict.scene(split, index);
        } catch (DatasetException | RasterException e) {
            refused = e.getMessage();
        }
        try {
            // If this goes well, the size was all that was wrong.
            Optional<Scene> scene = lenient.scene(split, index);
            findings.add(Finding.SIZE, refused);
            return scene;
        } catch (DatasetException | RasterException e) {
            findings.add(Finding.FILE, e.getMessage());
            return Optional.empty();
        }
    }

    private void image(Scene scene, Modality modality, String place, SplitFigures figures) throws IOException {
        try {
            ModalityFigures own = figures.modalities().get(modality).add(scene);
            String at = place + ": " + modality.key() + ": ";
            if (own.nonFinite() > 0) {
                findings.add(Finding.NOT_FINITE, at + own.nonFinite() + " values");
            }
            if (!own.constant().isEmpty()) {
                findings.add(Finding.CONSTANT, at + String.join(", ", own.constant()));
            }
            dates(scene.dates(modality), scene.extent(modality).times(), at);
        } catch (DatasetException | RasterException e) {
            findings.add(Finding.FILE, e.getMessage());
        }
    }

    private void dates(List<LocalDate> dates, int times, String at) {
        if (dates.isEmpty() && times > 1) {
            findings.add(Finding.NO_DATES, at + times + " images");
        }
        for (int i = 1; i < dates.size(); i++) {
            if (!dates.get(i).isAfter(dates.get(i - 1))) {
                findings.add(Finding.DATE_ORDER, at + dates.get(i) + " after " + dates.get(i - 1));
                return;
            }
        }
    }

    private void label(Scene scene, int index, String place, SplitFigures figures) throws IOException {
        try {
            Labels known = scene.labels();
            figures.add(known);
            Optional<LabelMap> label = known.map();
            if (label.isEmpty()) {
                // Quantities, objects and classes of the image need no map of classes.
                if (known.equals(Labels.NONE)) {
                    findings.add(Finding.NO_LABEL, place);
                }
                return;
            }
            SortedSet<Integer> present = figures.add(label.get());
            if (present.isEmpty()) {
                findings.add(Finding.NO_CLASS, place);
            }
            List<Integer> listed = strict.classes(split, index);
            listed.stream()
                    .filter(one -> !present.contains(one))
                    .forEach(one -> findings.add(Finding.CLASS_ABSENT, place + ": " + name(one)));
            if (!listed.isEmpty()) {
                present.stream()
                        .filter(one -> !listed.contains(one))
                        .forEach(one -> findings.add(Finding.CLASS_NOT_LISTED, place + ": " + name(one)));
            }
        } catch (DatasetException | RasterException e) {
            findings.add(Finding.LABEL, e.getMessage());
        }
    }

    private String name(int index) {
        return index < table.classes().size()
                ? table.classes().classes().get(index).name()
                : "the number of an ignored value";
    }
}
