// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.incontext;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.skysense.api.data.BandTable;
import io.skysense.api.data.LabelMap;
import io.skysense.api.data.Modality;
import io.skysense.dataset.kit.sampler.SeededRandom;
import io.skysense.dataset.kit.transform.Normalization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against numbers that the reference's own code gave. */
class GoldenTransformsTest {

    private static final float CLOSE = 1e-5f;

    private JsonNode facts;
    private Npz arrays;

    @BeforeEach
    void open() throws IOException {
        Path folder = Path.of(System.getProperty("skysense.root", "."), "../shared/reference/fixtures");
        assumeTrue(Files.isRegularFile(folder.resolve("data.npz")), "the golden numbers are not here: " + folder);
        facts = new ObjectMapper().readTree(folder.resolve("data.json").toFile());
        arrays = new Npz(folder.resolve("data.npz"));
    }

    private static List<Double> list(JsonNode node) {
        List<Double> values = new ArrayList<>();
        node.forEach(n -> values.add(n.doubleValue()));
        return values;
    }

    private static BandTable table(Modality modality, JsonNode constants) {
        List<Double> mean = list(constants.get("mean"));
        List<String> names = mean.stream().map(m -> "band").toList();
        double div = constants.get("div").doubleValue();
        return new BandTable(modality, names, 1, div, mean, list(constants.get("std")));
    }

    private static float[] resize(float[] source, int planes, int height, int width, int rows, int columns) {
        Bicubic bicubic = new Bicubic(height, width, rows, columns, false);
        float[] out = new float[planes * rows * columns];
        for (int p = 0; p < planes; p++) {
            Rows resized = bicubic.resize(Planes.rows(source, p * height * width, width), 0, columns, 0);
            float[] plane = Planes.read(resized, 0, rows, columns);
            System.arraycopy(plane, 0, out, p * plane.length, plane.length);
        }
        return out;
    }

    private static float[] shrink(float[] source, Box box, int rows, int columns) {
        Bicubic bicubic = new Bicubic(box.height(), box.width(), rows, columns, false);
        return Planes.read(bicubic.shrink(Planes.rows(source, 0, box.width())), 0, rows, columns);
    }

    @ParameterizedTest
    @CsvSource({"hr_in, hr_20_to_16, 3, 20, 16", "hr_in, hr_20_to_32, 3, 20, 32", "s2_in, s2_9_to_16, 2, 9, 16"})
    void wholeNumbersAreResizedBitForBit(String in, String out, int planes, int side, int size) throws IOException {
        float[] source = arrays.read("resize/" + in);
        assertTrue(Whole.are(source));
        float[] resized = resize(source, planes, side, side, size, size);
        Whole.round(resized, 0, resized.length);
        assertArrayEquals(arrays.read("resize/" + out), resized);
    }

    @Test
    void realNumbersAreResizedClosely() throws IOException {
        float[] resized = resize(arrays.read("resize/s1_in"), 2, 21, 20, 16, 16);
        assertArrayEquals(arrays.read("resize/s1_21x20_to_16"), resized, 2 * CLOSE);
    }

    @ParameterizedTest
    @ValueSource(ints = {32, 13})
    void labelsAreResizedBitForBit(int size) throws IOException {
        float[] source = arrays.read("resize/tgt_in");
        int[] from = NearestAxis.of(20, size);
        float[] resized = new float[3 * size * size];
        for (int i = 0; i < resized.length; i++) {
            int plane = i / (size * size);
            resized[i] = source[(plane * 20 + from[i / size % size]) * 20 + from[i % size]];
        }
        assertArrayEquals(arrays.read("resize/tgt_20_to_" + size), resized);
    }

    @ParameterizedTest
    @ValueSource(strings = {"potsdam", "dynamic-mm"})
    void valuesAreNormalised(String dataset) throws IOException {
        JsonNode hr = facts.at(dataset.equals("dynamic-mm") ? "/dynamic-mm_hr" : "/modal_norm_dict/hr");
        assertNormalised(dataset, "hr", table(Modality.HR, hr), 16);
        assertNormalised(dataset, "s2", table(Modality.S2, facts.at("/modal_norm_dict/s2")), 6);
        assertNormalised(dataset, "s1", table(Modality.S1, facts.at("/modal_norm_dict/s1")), 6);
        float[] target = arrays.read("norm/" + dataset + "/tgt_in");
        for (int i = 0; i < target.length; i++) {
            target[i] = CollageTargets.normalized(i / 16, (int) target[i]);
        }
        assertArrayEquals(arrays.read("norm/" + dataset + "/tgt_out"), target, CLOSE);
    }

    private void assertNormalised(String dataset, String key, BandTable table, int pixels) throws IOException {
        float[] values = arrays.read("norm/" + dataset + "/" + key + "_in");
        Normalization normalization = Normalization.of(table);
        for (int band = 0; band < table.bands().size(); band++) {
            normalization.apply(band, values, band * pixels, pixels);
        }
        assertArrayEquals(arrays.read("norm/" + dataset + "/" + key + "_out"), values, CLOSE, key);
    }

    @Test
    void anAbsentModalityIsNormalisedZeros() {
        for (Modality modality : Modality.values()) {
            BandTable table = table(modality, facts.at("/modal_norm_dict/" + modality.key()));
            List<Double> expected = list(facts.at("/normalised_zero/" + modality.key()));
            for (int band = 0; band < expected.size(); band++) {
                float[] zero = {0};
                Normalization.of(table).apply(band, zero);
                assertEquals(expected.get(band), zero[0], CLOSE);
            }
        }
        assertEquals(list(facts.at("/normalised_zero/tgt")).get(2), CollageTargets.normalized(2, 0), CLOSE);
    }

    @Test
    void theBoxOfACollageIsCutAndResized() throws IOException {
        Box s2 = box("/comb_crop/box_s2");
        Box hr = box("/comb_box_hr");
        assertEquals(hr, s2.on(64, 32, 2048, 1024));
        float[] collage = arrays.read("comb/s2_in");
        float[] cut = cut(s2, (r, c) -> collage[r * 32 + c]);
        assertArrayEquals(arrays.read("comb/s2_out"), shrink(cut, s2, 32, 16), CLOSE, "s2");
        for (int channel = 0; channel < 3; channel++) {
            int shift = channel;
            float[] plane = cut(hr, (r, c) -> (float) Math.sin(0.013 * r + 0.007 * c + shift));
            float[] resized = shrink(plane, hr, 1024, 512);
            assertEvery(resized, arrays.read("comb/hr_check_rows"), channel);
            float[] labels = cut(hr, (r, c) -> (r / 16 + c / 16 + shift) % 7);
            assertEvery(nearest(labels, hr), arrays.read("comb/tgt_check_rows"), channel);
        }
    }

    private Box box(String at) {
        JsonNode n = facts.at(at);
        return new Box(
                n.get(0).intValue(),
                n.get(1).intValue(),
                n.get(2).intValue(),
                n.get(3).intValue());
    }

    private interface Field {
        float at(int row, int column);
    }

    private static float[] cut(Box box, Field field) {
        float[] values = new float[box.height() * box.width()];
        for (int i = 0; i < values.length; i++) {
            values[i] = field.at(box.row() + i / box.width(), box.column() + i % box.width());
        }
        return values;
    }

    private static float[] nearest(float[] values, Box box) {
        int[] rows = NearestAxis.of(box.height(), 1024);
        int[] columns = NearestAxis.of(box.width(), 512);
        float[] out = new float[1024 * 512];
        for (int i = 0; i < out.length; i++) {
            out[i] = values[rows[i / 512] * box.width() + columns[i % 512]];
        }
        return out;
    }

    /** Compares one channel at every 128th row and 64th column of (1024, 512). */
    private static void assertEvery(float[] values, float[] expected, int channel) {
        for (int i = 0; i < 64; i++) {
            assertEquals(expected[64 * channel + i], values[i / 8 * 128 * 512 + i % 8 * 64], CLOSE);
        }
    }

    @Test
    void imagesLieDownTheFirstColumnAndThenTheNext() throws IOException {
        assertArrayEquals(arrays.read("combine/8_tiles"), collage(8));
        assertArrayEquals(arrays.read("combine/two"), collage(2));
    }

    private static float[] collage(int images) {
        CollageLayout layout = CollageLayout.of(images);
        int width = 2 * layout.columns();
        float[] values = new float[4 * images];
        for (int i = 0; i < images; i++) {
            Box tile = layout.tile(i, 2);
            for (int p = 0; p < 4; p++) {
                values[(tile.row() + p / 2) * width + tile.column() + p % 2] = i;
            }
        }
        return values;
    }

    @Test
    void painterColoursAreThoseOfTheReference() {
        facts.get("painter_color_map_list").properties().forEach(entry -> {
            int[] colors = Painter.colors(Integer.parseInt(entry.getKey()));
            int[] expected = new int[colors.length];
            for (int i = 0; i < expected.length; i++) {
                JsonNode rgb = entry.getValue().get(i);
                expected[i] = rgb.get(0).intValue() << 16
                        | rgb.get(1).intValue() << 8
                        | rgb.get(2).intValue();
            }
            assertArrayEquals(expected, colors, entry.getKey());
        });
    }

    @Test
    void labelsAreRecolouredAsInTheReferenceButForTheOrderOfTheColours() throws IOException {
        List<BitSet> labels = new ArrayList<>();
        float[][] gray = {arrays.read("colors/gray_in0"), arrays.read("colors/gray_in1")};
        for (float[] values : gray) {
            labels.add(Recoloring.occurring(label(values), Box.whole(5, 6)));
        }
        Map<Integer, Integer> colors = Recoloring.fixed(Recoloring.shown(labels, 5, 0, 64), 5);
        assertEquals(5, colors.size());
        // There the order of the colours is that of a hash table: only the way back must be the same.
        Map<Integer, Integer> theirs = new HashMap<>();
        for (int i = 0; i < 2; i++) {
            float[] out = arrays.read("colors/gray_out" + i);
            for (int p = 0; p < 30; p++) {
                int value = (int) gray[i][p];
                int color = (int) out[p] << 16 | (int) out[30 + p] << 8 | (int) out[60 + p];
                assertEquals(value == 0, color == 0);
                assertEquals(color, theirs.computeIfAbsent(value, v -> color));
            }
        }
        theirs.remove(0);
        assertEquals(new HashSet<>(colors.values()), new HashSet<>(theirs.values()));
        assertEquals(colors.size(), theirs.size());
    }

    /** Value 0 is no class, and value v is class v - 1. */
    private static LabelMap label(float[] values) {
        byte[] classes = new byte[values.length];
        for (int i = 0; i < classes.length; i++) {
            classes[i] = (byte) (values[i] == 0 ? 255 : values[i] - 1);
        }
        return new LabelMap(5, 6, classes);
    }

    @Test
    void blocksAreMaskedAsOftenAsInTheReference() {
        JsonNode expected = facts.at("/masking/mean_mask_over_2000");
        int draws = 4000;
        double[] mean = new double[32];
        RandomGenerator random = SeededRandom.of(1, 2);
        for (int i = 0; i < draws; i++) {
            float[] mask = BlockMask.random(random);
            for (int b = 0; b < mask.length; b++) {
                mean[b] += mask[b] / draws;
            }
        }
        for (int b = 0; b < mean.length; b++) {
            // Four deviations of a mean over their 2,000 masks and ours.
            assertEquals(expected.get(b / 4).get(b % 4).doubleValue(), mean[b], 0.055);
        }
    }

    @Test
    void whereNoBoxFitsTheMiddleIsTaken() {
        RandomBox box = new RandomBox(List.of(0.3, 1.0), List.of(0.75, 4.0 / 3));
        assertEquals(new Box(10, 0, 43, 32), box.fallback(64, 32));
    }
}
