// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit;

import io.skysense.api.data.BandTable;
import io.skysense.api.data.DatasetException;
import io.skysense.api.data.DatasetOptions;
import io.skysense.api.data.DatasetTable;
import io.skysense.api.data.GeoReference;
import io.skysense.api.data.ImageCube;
import io.skysense.api.data.LabelMap;
import io.skysense.api.data.Modality;
import io.skysense.api.data.Sample;
import io.skysense.dataset.kit.list.DataPaths;
import io.skysense.dataset.kit.list.ListRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes a sample of the files of one list entry. */
final class SampleFiles {

    private final DatasetTable table;
    private final DatasetOptions options;
    private final DataPaths paths;
    private final ImageFiles images;
    private final LabelFiles labels;
    private final Warnings warnings;

    SampleFiles(DatasetTable table, DatasetOptions options, DataPaths paths, Warnings warnings) {
        this.table = table;
        this.options = options;
        this.paths = paths;
        this.images = new ImageFiles(warnings);
        this.labels = new LabelFiles(table.classes());
        this.warnings = warnings;
    }

    /**
     * Reads an entry.
     *
     * @param entry what to read
     * @param place how warnings begin: list file and entry
     * @return the sample; empty if the policy leaves it out
     * @throws IOException if a file is missing, damaged or does not match the table; the message begins with the file
     */
    Optional<Sample> read(ListRecord entry, String place) throws IOException {
        Map<Modality, ImageCube> cubes = new EnumMap<>(Modality.class);
        Map<Modality, List<LocalDate>> dates = new EnumMap<>(Modality.class);
        Optional<GeoReference> where = Optional.empty();
        for (Modality modality : Modality.values()) {
            Optional<BandTable> bands = table.bands(modality);
            List<Path> files = files(entry, modality);
            if (bands.isEmpty() || files.isEmpty()) {
                continue;
            }
            ImageFiles.Series series = images.read(files, bands.get());
            if (cubes.isEmpty()) {
                where = series.reference();
            }
            cubes.put(modality, series.cube());
            if (!series.dates().isEmpty()) {
                dates.put(modality, series.dates());
            }
        }
        if (cubes.isEmpty()) {
            throw new DatasetException(entry.name() + ": the entry has no image of the modalities asked for");
        }
        String id = nameOf(entry.name());
        if (entry.target().isEmpty()) {
            return Optional.of(new Sample(id, cubes, Optional.empty(), dates, where));
        }
        Path target = paths.resolve(entry.target().get());
        LabelMap label = labels.read(target);
        ImageCube reference = cubes.values().iterator().next();
        if (entry.hr().isPresent() && !cubes.containsKey(Modality.HR)) {
            // The label was drawn on the HR image, which is not asked for.
            label = MajorityGrid.of(label, reference.height(), reference.width());
        }
        if (reference.height() == label.height() && reference.width() == label.width()) {
            return Optional.of(new Sample(id, cubes, Optional.of(label), dates, where));
        }
        String differ = target + ": the label is " + label.width() + "x" + label.height() + " pixels, the image "
                + reference.width() + "x" + reference.height();
        return fitted(new Sample(id, cubes, Optional.of(label), dates, where), reference, place, differ);
    }

    private Optional<Sample> fitted(Sample sample, ImageCube reference, String place, String differ)
            throws DatasetException {
        switch (options.sizeMismatch()) {
            case FAIL -> throw new DatasetException(differ);
            case SKIP -> {
                warnings.once(place + differ + "; the sample is left out");
                return Optional.empty();
            }
            case CROP -> warnings.once(place + differ + "; both are cropped to the common part");
        }
        LabelMap label = sample.label().orElseThrow();
        CommonExtent common = CommonExtent.of(reference, label);
        Map<Modality, ImageCube> cubes = new EnumMap<>(Modality.class);
        sample.images().forEach((modality, cube) -> cubes.put(modality, common.crop(cube, reference)));
        return Optional.of(
                new Sample(sample.id(), cubes, Optional.of(common.crop(label)), sample.dates(), sample.place()));
    }

    private List<Path> files(ListRecord entry, Modality modality) throws DatasetException {
        if (!options.modalities().isEmpty() && !options.modalities().contains(modality)) {
            return List.of();
        }
        List<String> names = switch (modality) {
            case HR -> entry.hr().map(List::of).orElse(List.of());
            case S2 -> entry.s2();
            case S1 -> entry.s1();
        };
        List<Path> files = new ArrayList<>(names.size());
        for (String name : names) {
            files.add(paths.resolve(name));
        }
        return files;
    }

    private static String nameOf(String path) {
        String file = path.substring(path.lastIndexOf('/') + 1);
        int dot = file.lastIndexOf('.');
        return dot > 0 ? file.substring(0, dot) : file;
    }
}
