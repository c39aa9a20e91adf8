// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.incontext;

import io.skysense.api.data.BandTable;
import io.skysense.api.data.ClassTable;
import io.skysense.api.data.Dataset;
import io.skysense.api.data.DatasetTable;
import io.skysense.api.data.ImageCube;
import io.skysense.api.data.LabelMap;
import io.skysense.api.data.Modality;
import io.skysense.api.data.Sample;
import io.skysense.api.data.Scene;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A dataset in memory. Record i is full of class i modulo 3, with a square of class 3 in the middle. The first band of
 * every image is the row, the second the column, in HR pixels from the scene's corner.
 */
final class MadeScenes implements Dataset {

    static final int CLASSES = 5;

    final AtomicInteger open = new AtomicInteger();
    final Set<Integer> leftOut = Collections.synchronizedSet(new java.util.HashSet<>());
    final Map<Integer, List<Integer>> listed = new java.util.HashMap<>();
    private final DatasetTable table;
    private final int records;
    private final int side;

    /**
     * Makes it.
     *
     * @param name its name
     * @param records how many
     * @param side rows and columns of HR; S2 and S1 have one pixel for 32 of them
     * @param modalities what every record has
     */
    MadeScenes(String name, int records, int side, Modality... modalities) {
        this(name, records, side, 2, modalities);
    }

    MadeScenes(String name, int records, int side, int bands, Modality... modalities) {
        this.records = records;
        this.side = side;
        List<BandTable> tables = new ArrayList<>();
        for (Modality modality : modalities) {
            List<Double> mean = Collections.nCopies(bands, 0.0);
            tables.add(new BandTable(
                    modality, Collections.nCopies(bands, "b"), 1, 1, mean, Collections.nCopies(bands, 1.0)));
        }
        List<ClassTable.LabelClass> classes = new ArrayList<>();
        for (int c = 0; c < CLASSES; c++) {
            classes.add(new ClassTable.LabelClass(c + 1, "class" + c, "#0000ff"));
        }
        this.table = new DatasetTable(
                name, name, tables, new ClassTable(classes, List.of(0)), List.of("train", "val"), "", "", "");
    }

    @Override
    public DatasetTable table() {
        return table;
    }

    @Override
    public int size(String split) {
        return records;
    }

    @Override
    public List<Integer> classes(String split, int index) {
        return listed.getOrDefault(index, List.of(index % 3, 3));
    }

    @Override
    public Optional<Sample> read(String split, int index) {
        if (leftOut.contains(index)) {
            return Optional.empty();
        }
        Map<Modality, ImageCube> images = new EnumMap<>(Modality.class);
        Map<Modality, List<LocalDate>> dates = new EnumMap<>(Modality.class);
        for (BandTable bands : table.bands()) {
            boolean hr = bands.modality() == Modality.HR;
            images.put(bands.modality(), image(bands.bands().size(), hr ? side : side / 32, hr ? 1 : 32));
            dates.put(bands.modality(), List.of(LocalDate.of(2021, 2, 1).plusDays(index)));
        }
        int label = images.containsKey(Modality.HR) ? side : side / 32;
        return Optional.of(new Sample(
                table.name() + index, images, Optional.of(label(label, index % 3)), dates, Optional.empty()));
    }

    @Override
    public Optional<Scene> scene(String split, int index) throws java.io.IOException {
        return Dataset.super.scene(split, index).map(scene -> {
            open.incrementAndGet();
            return new CountedScene(scene, open::decrementAndGet);
        });
    }

    private static ImageCube image(int bands, int side, int pixel) {
        ImageCube image = new ImageCube(1, bands, side, side, new float[bands * side * side]);
        for (int b = 0; b < bands; b++) {
            for (int p = 0; p < side * side; p++) {
                int at = b == 0 ? p / side : p % side;
                image.values()[b * side * side + p] = at * pixel + (pixel - 1) / 2f;
            }
        }
        return image;
    }

    private static LabelMap label(int side, int full) {
        byte[] classes = new byte[side * side];
        for (int p = 0; p < classes.length; p++) {
            int distance = Math.max(Math.abs(2 * (p / side) - side), Math.abs(2 * (p % side) - side));
            classes[p] = (byte) (4 * distance < side ? 3 : full);
        }
        return new LabelMap(side, side, classes);
    }

    @Override
    public void close() {}
}
