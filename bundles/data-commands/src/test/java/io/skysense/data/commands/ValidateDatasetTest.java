// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.data.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.skysense.dataset.kit.list.ListFile;
import io.skysense.dataset.kit.list.ListRecord;
import io.skysense.raster.Compression;
import io.skysense.raster.PixelType;
import io.skysense.raster.RasterSpec;
import io.skysense.raster.RasterWriter;
import io.skysense.shell.ShellCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidateDatasetTest {

    @TempDir
    private Path folder;

    private final Called called = new Called(List.of(new TinyReader()));
    private Path root;

    @BeforeEach
    void publish() throws Exception {
        root = TinyReader.publish(folder);
        called.run("index", "tiny", root);
    }

    private void change(String split, java.util.function.UnaryOperator<List<ListRecord>> by) throws IOException {
        Path file = root.resolve("tiny_" + split + ".json");
        ListFile.write(file, by.apply(new ArrayList<>(ListFile.read(file).records())));
    }

    private static ListRecord with(ListRecord entry, List<String> s1, List<Integer> classes) {
        return new ListRecord(
                entry.hr(),
                entry.s2(),
                s1,
                entry.target(),
                entry.type(),
                classes,
                entry.location(),
                entry.s2CutPoints());
    }

    /** Runs, and gives the count of each kind of finding. */
    private Map<String, Integer> found(int code, Object... more) throws Exception {
        Path json = folder.resolve("findings.json");
        List<Object> words = new ArrayList<>(List.of("validate", "tiny", root, "--json", json));
        words.addAll(List.of(more));
        assertEquals(code, called.run(words.toArray()), called.out());
        Map<String, Integer> counts = new HashMap<>();
        JsonNode tree = new ObjectMapper().readTree(json.toFile());
        tree.get("findings")
                .forEach(f -> counts.put(f.get("kind").asText(), f.get("count").asInt()));
        return counts;
    }

    @Test
    void aGoodCopyHasWarningsAlone() throws Exception {
        assertEquals(Map.of("no_class", 1, "never", 1), found(ShellCommand.DONE));
        assertTrue(called.out().contains("0 errors, 2 warnings"), called.out());
        assertTrue(called.out().contains("class that never occurs: unicorn"), called.out());
        assertTrue(called.out().contains("s1 | 1 | 2 | 3 | 4 | VV | "), called.out());
    }

    @Test
    void nothingStopsAtTheFirstBadFile() throws Exception {
        Files.write(root.resolve("train/a.tif"), new byte[] {1, 2});
        Files.delete(root.resolve("train/b.png"));
        Map<String, Integer> found = found(ShellCommand.FAILED);
        assertEquals(2, found.get("file"));
        assertEquals(1, found.get("no_class"));
        assertTrue(called.out().contains("a.tif"), called.out());
        assertTrue(called.out().contains("b.png"), called.out());
    }

    @Test
    void listedClassesAreHeldAgainstTheLabels() throws Exception {
        change("train", all -> {
            all.set(0, with(all.get(0), all.get(0).s1(), List.of(0, 2)));
            return all;
        });
        Map<String, Integer> found = found(ShellCommand.FAILED);
        assertEquals(1, found.get("class_absent"));
        assertEquals(1, found.get("class_not_listed"));
        assertTrue(called.out().contains("train 0 (a): unicorn"), called.out());
        assertTrue(called.out().contains("train 0 (a): lake"), called.out());
    }

    @Test
    void seriesOutOfOrderAndFilesInSeveralEntriesAreTold() throws Exception {
        change("train", all -> {
            List<String> s1 = new ArrayList<>(all.get(0).s1());
            java.util.Collections.reverse(s1);
            all.set(0, with(all.get(0), s1, all.get(0).classes()));
            all.add(all.get(1));
            return all;
        });
        ListRecord shared =
                ListFile.read(root.resolve("tiny_train.json")).records().get(1);
        change("val", all -> {
            all.add(shared);
            return all;
        });
        Map<String, Integer> found = found(ShellCommand.FAILED);
        assertEquals(1, found.get("date_order"));
        assertEquals(2, found.get("duplicate"));
        assertEquals(2, found.get("overlap"));
    }

    @Test
    void theSameContentUnderAnotherNameIsFoundIfAsked() throws Exception {
        Files.copy(root.resolve("train/a.tif"), root.resolve("val/e.tif"));
        change("val", all -> {
            ListRecord one = all.get(0);
            all.add(new ListRecord(
                    Optional.of("tiny/val/e.tif"),
                    List.of(),
                    List.of(),
                    Optional.empty(),
                    "tiny",
                    List.of(),
                    List.of(),
                    List.of()));
            assertEquals("tiny/val/d.tif", one.name());
            return all;
        });
        assertEquals(Map.of("no_class", 1, "no_label", 1, "never", 1), found(ShellCommand.DONE));
        assertEquals(1, found(ShellCommand.FAILED, "--digest").get("overlap"));
    }

    @Test
    void valuesAreLookedAt() throws Exception {
        float[] pixels = new float[2 * 12];
        java.util.Arrays.fill(pixels, 9000);
        pixels[0] = Float.NaN;
        RasterWriter.writeGeoTiff(
                root.resolve("train/s1/a_20200102.tif"),
                RasterSpec.of(4, 3, 2, PixelType.FLOAT32),
                Compression.NONE,
                pixels);
        RasterWriter.writeGeoTiff(
                root.resolve("train/s1/a_20200301.tif"),
                RasterSpec.of(4, 3, 2, PixelType.FLOAT32),
                Compression.NONE,
                pixels);
        Map<String, Integer> found = found(ShellCommand.DONE);
        assertEquals(1, found.get("not_finite"));
        assertEquals(1, found.get("constant"));
        assertEquals(2, found.get("normalisation"));
    }

    @Test
    void aLabelOfAnotherSizeIsAWarningAndOneOfUnknownColoursAnError() throws Exception {
        byte[] blue = new byte[3 * 14 * 16];
        java.util.Arrays.fill(blue, 2 * 14 * 16, blue.length, (byte) 255);
        RasterWriter.writePng(root.resolve("val/d.png"), RasterSpec.of(16, 14, 3, PixelType.UINT8), blue);
        assertEquals(1, found(ShellCommand.DONE).get("size"));
        blue[5] = 17;
        RasterWriter.writePng(root.resolve("val/d.png"), RasterSpec.of(16, 14, 3, PixelType.UINT8), blue);
        assertEquals(1, found(ShellCommand.FAILED).get("label"));
    }

    @Test
    void aListThatCannotBeReadIsAnErrorBesideTheOthers() throws Exception {
        Files.writeString(root.resolve("tiny_train.json"), "[{");
        Map<String, Integer> found = found(ShellCommand.FAILED);
        assertEquals(1, found.get("list"));
        assertEquals(2, found.get("never"));
    }
}
