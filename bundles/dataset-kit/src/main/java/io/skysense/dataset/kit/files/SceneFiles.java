// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.files;

import io.skysense.api.data.BandTable;
import io.skysense.api.data.ClassTable;
import io.skysense.api.data.DatasetException;
import io.skysense.api.data.DatasetOptions;
import io.skysense.api.data.DatasetTable;
import io.skysense.api.data.Modality;
import io.skysense.api.data.ObjectBox;
import io.skysense.api.data.Scene;
import io.skysense.dataset.kit.layout.FileLayout;
import io.skysense.dataset.kit.layout.SampleParts;
import io.skysense.dataset.kit.list.ListRecord;
import io.skysense.dataset.kit.list.ListedObject;
import io.skysense.dataset.kit.loader.BufferPool;
import io.skysense.raster.RasterException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Opens the files of list entries. Safe for any number of threads. */
public final class SceneFiles {

    private static final int BUFFERS = 16;

    private final DatasetTable table;
    private final FileLayout layout;
    private final DatasetOptions options;
    private final Locator locator;
    private final LabelCodes codes;
    private final SampleParts parts;
    private final Warnings warnings;
    private final BufferPool buffers = new BufferPool(BUFFERS);

    /**
     * Prepares for a dataset.
     *
     * @param table what it is
     * @param layout how its files hold it
     * @param options where it is, and what is asked for
     * @param parts what is held in another way than the layout can say
     * @param warnings hears of what is mended
     */
    public SceneFiles(
            DatasetTable table, FileLayout layout, DatasetOptions options, SampleParts parts, Warnings warnings) {
        this.table = table;
        this.layout = layout;
        this.options = options;
        this.locator = new Locator(options);
        this.codes = new LabelCodes(table.classes(), layout);
        this.parts = parts;
        this.warnings = warnings;
    }

    /**
     * Opens an entry.
     *
     * @param entry which files
     * @param place how messages begin: list file and entry
     * @param listed which class index each number of a class in lists stands for
     * @return the scene; empty if label and image differ in size and such samples are to be left out
     * @throws IOException if a file is missing, damaged or does not match the table; the message names entry and file
     */
    public Optional<Scene> open(ListRecord entry, String place, List<Integer> listed) throws IOException {
        try {
            return opened(entry, place, listed);
        } catch (DatasetException | RasterException e) {
            throw new DatasetException(place + e.getMessage(), e);
        }
    }

    private Optional<Scene> opened(ListRecord entry, String place, List<Integer> listed) throws IOException {
        Map<Modality, FileScene.Opener> openers = openers(entry);
        if (openers.isEmpty()) {
            throw new DatasetException(entry.name() + ": the entry has no image of the modalities asked for");
        }
        Optional<DataFile> target = Optional.empty();
        Optional<LabelFile> label = Optional.empty();
        if (entry.target().isPresent()) {
            target = Optional.of(locator.find(entry.target().get()));
            label = Optional.of(new LabelFile(target.get(), codes, layout, parts, buffers));
        }
        FileScene scene = new FileScene(
                nameOf(entry.name()), place, openers, label, entry.hr().isPresent(), known(entry, listed));
        boolean fits = false;
        try {
            Optional<String> mismatch = scene.mismatch();
            fits = mismatch.isEmpty() || mend(scene, place, target.orElseThrow().name() + ": " + mismatch.get());
            return fits ? Optional.of(scene) : Optional.empty();
        } finally {
            if (!fits) {
                scene.close();
            }
        }
    }

    private KnownOfPlace known(ListRecord entry, List<Integer> listed) throws DatasetException {
        List<Integer> named = entry.classes().stream().map(listed::get).toList();
        Optional<QuantityFile> raster = Optional.empty();
        if (entry.quantities().isPresent()) {
            raster =
                    Optional.of(new QuantityFile(locator.find(entry.quantities().get()), table.quantities()));
        }
        return KnownOfPlace.of(
                raster,
                entry.values(),
                table.quantities().size(),
                named,
                table.classes().size(),
                entry.objects().map(objects -> boxes(objects, listed)));
    }

    /** Objects of an ignored class are left out. */
    private static List<ObjectBox> boxes(List<ListedObject> objects, List<Integer> listed) {
        return objects.stream()
                .filter(object -> listed.get(object.number()) != ClassTable.IGNORE)
                .map(object -> new ObjectBox(
                        listed.get(object.number()),
                        object.x(),
                        object.y(),
                        object.width(),
                        object.height(),
                        Math.toRadians(object.degrees()),
                        1))
                .toList();
    }

    /** {@return whether the scene can be used now} */
    private boolean mend(FileScene scene, String place, String differ) throws IOException {
        switch (options.sizeMismatch()) {
            case FAIL -> throw new DatasetException(differ);
            case SKIP -> warnings.once(place + differ + "; the sample is left out");
            case CROP -> {
                warnings.once(place + differ + "; both are cropped to the common part");
                scene.crop();
                return true;
            }
        }
        return false;
    }

    private Map<Modality, FileScene.Opener> openers(ListRecord entry) throws DatasetException {
        Map<Modality, FileScene.Opener> openers = new EnumMap<>(Modality.class);
        for (Modality modality : Modality.values()) {
            Optional<BandTable> bands = table.bands(modality);
            List<DataFile> files = files(entry, modality);
            if (bands.isPresent() && !files.isEmpty()) {
                Optional<ImageSeries.Cut> cut = cut(entry, modality);
                openers.put(modality, () -> new ImageSeries(files, bands.get(), layout, parts, cut, warnings));
            }
        }
        return openers;
    }

    private Optional<ImageSeries.Cut> cut(ListRecord entry, Modality modality) throws DatasetException {
        if (layout.cut() == 0 || modality != Modality.S2) {
            return Optional.empty();
        }
        List<Double> centre = entry.s2CutPoints();
        if (centre.size() < 2) {
            throw new DatasetException(
                    entry.name() + ": s2_cut_points (row, column) are needed to find the place in its"
                            + " Sentinel-2 image, the entry has " + centre);
        }
        return Optional.of(new ImageSeries.Cut(centre.get(0), centre.get(1), layout.cut()));
    }

    private List<DataFile> files(ListRecord entry, Modality modality) throws DatasetException {
        if (!options.modalities().isEmpty() && !options.modalities().contains(modality)) {
            return List.of();
        }
        List<String> names = switch (modality) {
            case HR -> entry.hr().map(List::of).orElse(List.of());
            case S2 -> entry.s2();
            case S1 -> entry.s1();
        };
        List<DataFile> files = new ArrayList<>(names.size());
        for (String name : names) {
            files.add(locator.find(name));
        }
        return files;
    }

    private static String nameOf(String path) {
        String file = path.substring(path.lastIndexOf('/') + 1);
        int dot = file.lastIndexOf('.');
        return dot > 0 ? file.substring(0, dot) : file;
    }
}
