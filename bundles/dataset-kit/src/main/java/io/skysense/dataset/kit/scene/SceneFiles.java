// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.scene;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.skysense.api.data.GeoReference;
import io.skysense.dataset.kit.sampler.SeededRandom;
import io.skysense.raster.Compression;
import io.skysense.raster.PixelType;
import io.skysense.raster.RasterSpec;
import io.skysense.raster.RasterWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;

/** Writes the files of scenes, and the entries that list them. */
final class SceneFiles {

    static final String IMAGES = "images";
    static final String S2 = "s2";
    static final String S1 = "s1";
    static final String LABELS = "labels";
    static final String TREES = "trees";

    private static final List<String> HR_NAMES = List.of("red", "green", "blue");
    private static final List<String> S2_NAMES = List.of("B2", "B3", "B4", "B5", "B6", "B7", "B8", "B8A", "B11", "B12");
    private static final List<String> S1_NAMES = List.of("VV", "VH");
    private static final String CRS = "EPSG:32633";
    private static final int YEAR = 2023;
    private static final long S2_PURPOSE = 2;
    private static final long S1_PURPOSE = 1;

    private final Path folder;
    private final SceneOptions options;
    private final Map<Cover, Spectra> spectra = Spectra.read();

    SceneFiles(Path folder, SceneOptions options) {
        this.folder = folder;
        this.options = options;
    }

    /**
     * Makes one scene.
     *
     * @param number its number in the set
     * @return its list entry, in the reference's record format
     * @throws IOException if a file cannot be written
     */
    Map<String, Object> write(int number) throws IOException {
        long seed = SeededRandom.mix(options.seed(), number);
        String name = "%s_%04d".formatted(SceneSet.NAME, number);
        Ground ground = Layout.draw(seed, spectra, options.size(), SceneSet.GSD);
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("hr_path", hr(name, number, ground, seed));
        entry.put("s2_path", s2(name, number, ground, seed));
        entry.put("s1_path", s1(name, number, ground, seed));
        entry.put("target_path", label(name, ground));
        entry.put("values_path", trees(name, number, ground));
        entry.put("type", SceneSet.NAME);
        entry.put("classes", classes(ground));
        entry.put("objects", new Houses(ground).rows());
        return entry;
    }

    private String hr(String name, int number, Ground ground, long seed) throws IOException {
        float[] image = HrCamera.take(ground, seed);
        byte[] pixels = new byte[image.length];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) image[i];
        }
        int size = ground.size();
        RasterSpec spec = RasterSpec.of(size, size, HR_NAMES.size(), PixelType.UINT8)
                .withReference(reference(number, SceneSet.GSD))
                .withNames(HR_NAMES);
        String file = IMAGES + "/" + name + ".tif";
        RasterWriter.writeGeoTiff(folder.resolve(file), spec, Compression.DEFLATE, pixels);
        return SceneSet.NAME + "/" + file;
    }

    private List<String> s2(String name, int number, Ground ground, long seed) throws IOException {
        List<String> files = new ArrayList<>();
        for (int day : days(options.s2Dates(), SeededRandom.of(seed, S2_PURPOSE))) {
            float[] image =
                    S2Camera.take(ground, SceneSet.FACTOR, spectra, day, SeededRandom.mix(seed, S2_PURPOSE, day));
            short[] pixels = new short[image.length];
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] = (short) image[i];
            }
            String file = S2 + "/" + name + "_" + date(day) + ".tif";
            RasterWriter.writeGeoTiff(
                    folder.resolve(file), sentinel(number, S2_NAMES, PixelType.INT16), Compression.DEFLATE, pixels);
            files.add(SceneSet.NAME + "/" + file);
        }
        return files;
    }

    private List<String> s1(String name, int number, Ground ground, long seed) throws IOException {
        List<String> files = new ArrayList<>();
        for (int day : days(options.s1Dates(), SeededRandom.of(seed, S1_PURPOSE))) {
            float[] image =
                    S1Radar.take(ground, SceneSet.FACTOR, spectra, day, SeededRandom.mix(seed, S1_PURPOSE, day));
            String file = S1 + "/" + name + "_" + date(day) + ".tif";
            RasterWriter.writeGeoTiff(
                    folder.resolve(file), sentinel(number, S1_NAMES, PixelType.FLOAT32), Compression.DEFLATE, image);
            files.add(SceneSet.NAME + "/" + file);
        }
        return files;
    }

    private String label(String name, Ground ground) throws IOException {
        byte[] values = new byte[ground.cells().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (byte) ground.materials().get(ground.cells()[i]).cover().labelValue();
        }
        String file = LABELS + "/" + name + ".png";
        RasterSpec spec = RasterSpec.of(ground.size(), ground.size(), 1, PixelType.UINT8);
        RasterWriter.writePng(folder.resolve(file), spec, values);
        return SceneSet.NAME + "/" + file;
    }

    /** Percent of each Sentinel pixel that tree crowns cover. */
    private String trees(String name, int number, Ground ground) throws IOException {
        Mixture mixture = new Mixture(ground, SceneSet.FACTOR);
        double[] crowns = ground.materials().stream()
                .mapToDouble(material -> material.cover() == Cover.FOREST ? 100 : 0)
                .toArray();
        int side = mixture.side();
        float[] density = new float[side * side];
        for (int i = 0; i < density.length; i++) {
            density[i] = (float) mixture.mean(i / side, i % side, crowns);
        }
        String file = TREES + "/" + name + ".tif";
        RasterSpec spec = sentinel(number, List.of("tree cover density"), PixelType.FLOAT32);
        RasterWriter.writeGeoTiff(folder.resolve(file), spec, Compression.DEFLATE, density);
        return SceneSet.NAME + "/" + file;
    }

    private RasterSpec sentinel(int number, List<String> names, PixelType type) {
        int side = options.size() / SceneSet.FACTOR;
        return RasterSpec.of(side, side, names.size(), type)
                .withReference(reference(number, SceneSet.GSD * SceneSet.FACTOR))
                .withNames(names);
    }

    /** Scenes lie beside each other in a UTM zone, ten in a row. */
    private GeoReference reference(int number, double gsd) {
        double extent = options.size() * SceneSet.GSD;
        double west = 400_000 + number % 10 * extent;
        double north = 5_600_000 - number / 10 * extent;
        return new GeoReference(List.of(west, gsd, 0.0, north, 0.0, -gsd), CRS);
    }

    /** Days of the year, one in each of as many equal parts, ascending. */
    private static List<Integer> days(int count, SplittableRandom random) {
        List<Integer> days = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            days.add(1 + (int) ((i + random.nextDouble()) * 365 / count));
        }
        return days;
    }

    private static String date(int day) {
        return LocalDate.ofYearDay(YEAR, day).format(DateTimeFormatter.BASIC_ISO_DATE);
    }

    /** The classes present, counted from 0 as in the class table. */
    private static List<Integer> classes(Ground ground) {
        TreeSet<Integer> present = new TreeSet<>();
        for (int cell : ground.cells()) {
            present.add(ground.materials().get(cell).cover().ordinal());
        }
        return List.copyOf(present);
    }

    /** Writes a list file. */
    static void writeList(Path file, List<Map<String, Object>> entries) throws IOException {
        JsonMapper mapper =
                JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        Folders.write(file, mapper.writeValueAsString(entries) + "\n");
    }
}
