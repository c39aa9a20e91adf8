// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.scene;

import io.skysense.api.data.BandTable;
import io.skysense.api.data.ClassTable;
import io.skysense.api.data.DatasetTable;
import io.skysense.api.data.GeoReference;
import io.skysense.api.data.Modality;
import io.skysense.dataset.kit.DatasetDefinition;
import io.skysense.dataset.kit.layout.FileLayout;
import io.skysense.dataset.kit.list.ListRecord;
import io.skysense.dataset.kit.sampler.SeededRandom;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeSet;

/** Writes the files of a made copy of any dataset, and the entries that list them. */
final class DemoFiles {

    private static final String IMAGES = "images";
    private static final String LABELS = "labels";
    private static final String CRS = "EPSG:32633";
    private static final int DATES = 2;
    private static final int YEAR = 2023;

    /** Metres of a pixel as the cameras see it: textures of some pixels, whatever the dataset's resolution. */
    private static final double GSD = SceneSet.GSD;

    /** Pixels about what is cut of a Sentinel-2 image. */
    private static final int MARGIN = 4;

    private final Path folder;
    private final DatasetDefinition definition;
    private final DatasetTable table;
    private final FileLayout layout;
    private final long seed;
    private final int size;
    private final int factor;
    private final Map<Cover, Spectra> spectra = Spectra.read();
    private final List<Looks> looks = new ArrayList<>();
    private final DemoRasters rasters;
    private final DateStyle dates;

    /**
     * Prepares a folder.
     *
     * @param folder of the dataset, which is made there
     * @param definition of the dataset
     * @param side rows and columns of HR images
     * @param seed of the dataset
     * @throws IOException if folders cannot be made
     */
    DemoFiles(Path folder, DatasetDefinition definition, int side, long seed) throws IOException {
        this.folder = folder;
        this.definition = definition;
        this.table = definition.table();
        this.layout = definition.files();
        this.seed = seed;
        Optional<BandTable> hr = table.bands(Modality.HR);
        this.size = hr.isPresent() ? side : side / 2;
        this.factor = hr.isPresent() ? factor(hr.get().gsd(), side) : 1;
        this.rasters = new DemoRasters(layout);
        this.dates = DateStyle.of(layout.datePattern());
        List<ClassTable.LabelClass> classes = table.classes().classes();
        for (int index = 0; index < classes.size(); index++) {
            looks.add(Looks.of(classes.get(index), index, seed, spectra));
        }
        Files.createDirectories(folder.resolve(LABELS));
        for (BandTable bands : table.bands()) {
            Files.createDirectories(folder.resolve(folderOf(bands.modality())));
        }
    }

    /** How many HR pixels are as long as one of Sentinel: a power of 2, as many as the dataset's but at most 32. */
    private int factor(double gsd, int side) {
        double ratio = table.bands().stream()
                        .filter(b -> b.modality() != Modality.HR)
                        .mapToDouble(BandTable::gsd)
                        .findFirst()
                        .orElse(gsd)
                / gsd;
        int power = 4;
        while (power < 32 && power * Math.sqrt(2) < ratio && side / (2 * power) >= 4) {
            power *= 2;
        }
        return power;
    }

    private static String folderOf(Modality modality) {
        return modality == Modality.HR ? IMAGES : modality.key();
    }

    /**
     * Makes one scene.
     *
     * @param number its number in the dataset
     * @param classes that are to be seen in it, by index
     * @return its list entry
     * @throws IOException if a file cannot be written
     */
    ListRecord write(int number, List<Integer> classes) throws IOException {
        long own = SeededRandom.mix(seed, 71, number);
        Patchwork.Laid laid =
                Patchwork.draw(own, classes.stream().map(looks::get).toList(), size, GSD);
        String name = "%s_%04d".formatted(table.name(), number);
        Optional<String> hr = Optional.empty();
        List<String> s2 = List.of();
        List<String> s1 = List.of();
        for (BandTable bands : table.bands()) {
            switch (bands.modality()) {
                case HR -> hr = Optional.of(hr(name, number, bands, laid.ground(), own));
                case S2 -> s2 = series(name, number, bands, laid.ground(), own);
                case S1 -> s1 = series(name, number, bands, laid.ground(), own);
            }
        }
        byte[] indices = new byte[size * size];
        for (int i = 0; i < indices.length; i++) {
            indices[i] =
                    (byte) (int) classes.get(laid.classOf().get(laid.ground().cells()[i]));
        }
        DemoLabel label = new DemoLabel(definition, size, indices);
        String target = LABELS + "/" + name + ".png";
        label.write(folder.resolve(target));
        List<Integer> listed = definition.listedClasses();
        TreeSet<Integer> numbers = new TreeSet<>();
        label.classes().forEach(index -> numbers.add(listed.indexOf(index)));
        String type = layout.types().isEmpty() ? table.name() : layout.types().get(0);
        double centre = MARGIN + layout.cut() / 2;
        boolean cut = layout.cut() > 0 && !s2.isEmpty();
        return new ListRecord(
                hr,
                s2,
                s1,
                Optional.of(table.name() + "/" + target),
                type,
                List.copyOf(numbers),
                List.of(),
                cut ? List.of(centre, centre) : List.of());
    }

    private String hr(String name, int number, BandTable bands, Ground ground, long own) throws IOException {
        String file = IMAGES + "/" + name + ".tif";
        rasters.write(
                folder.resolve(file), bands, HrCamera.take(ground, own), size, reference(number, bands.gsd(), size));
        return table.name() + "/" + file;
    }

    private List<String> series(String name, int number, BandTable bands, Ground ground, long own) throws IOException {
        Modality modality = bands.modality();
        SplittableRandom random = SeededRandom.of(own, 72, modality.ordinal());
        int side = size / factor;
        double gsd = table.bands(Modality.HR).map(hr -> hr.gsd() * factor).orElse(bands.gsd());
        List<String> files = new ArrayList<>();
        for (int date = 0; date < DATES; date++) {
            // One in each part of the year, in the first days of a month: some names say no more than that.
            int month = 1 + (12 * date + random.nextInt(12)) / DATES;
            int day = (month - 1) * 30 + 1;
            long shot = SeededRandom.mix(own, 73, modality.ordinal(), date);
            float[] image = modality == Modality.S2
                    ? S2Camera.take(ground, factor, spectra, day, shot)
                    : S1Radar.take(ground, factor, spectra, day, shot);
            int written = side;
            if (modality == Modality.S2 && layout.cut() > 0) {
                written = layout.cut() + 2 * MARGIN;
                image = placed(image, S2Camera.BANDS, side, layout.cut(), written);
            }
            String file = modality.key() + "/" + name + "_" + dates.text(YEAR, month) + ".tif";
            rasters.write(folder.resolve(file), bands, image, written, reference(number, gsd, side));
            files.add(table.name() + "/" + file);
        }
        return files;
    }

    /** Brings an image to the side that is cut out, and goes on with its border all around. */
    private static float[] placed(float[] image, int bands, int from, int cut, int to) {
        float[] placed = new float[bands * to * to];
        for (int i = 0; i < placed.length; i++) {
            int row = inside(i / to % to, cut) * from / cut;
            int column = inside(i % to, cut) * from / cut;
            placed[i] = image[(i / (to * to) * from + row) * from + column];
        }
        return placed;
    }

    private static int inside(int at, int cut) {
        return Math.max(0, Math.min(cut - 1, at - MARGIN));
    }

    /** Scenes lie beside each other in a UTM zone, ten in a row. */
    private static GeoReference reference(int number, double gsd, int side) {
        double extent = gsd * side;
        double west = 400_000 + number % 10 * extent;
        double north = 5_600_000 - number / 10 * extent;
        return new GeoReference(List.of(west, gsd, 0.0, north, 0.0, -gsd), CRS);
    }
}
