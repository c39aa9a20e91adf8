// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.incontext;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skysense.api.data.BadFile;
import io.skysense.api.data.BandTable;
import io.skysense.api.data.ClassTable;
import io.skysense.api.data.Dataset;
import io.skysense.api.data.DatasetException;
import io.skysense.api.data.DatasetOptions;
import io.skysense.api.data.DatasetTable;
import io.skysense.api.data.Modality;
import io.skysense.api.data.SizeMismatch;
import io.skysense.api.train.DataSettings;
import io.skysense.api.train.InContextSettings;
import io.skysense.dataset.kit.DatasetDefinition;
import io.skysense.dataset.kit.ListedDataset;
import io.skysense.dataset.kit.contract.TinyArray;
import io.skysense.dataset.kit.layout.FileLayout;
import io.skysense.dataset.kit.loader.BufferPool;
import io.skysense.dataset.kit.sampler.Shard;
import io.skysense.raster.Compression;
import io.skysense.raster.PixelType;
import io.skysense.raster.RasterSpec;
import io.skysense.raster.RasterWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Collages of files that are damaged: one line that names the file, or other records in their place; no crash. */
class DamagedFilesTest {

    private static final int RECORDS = 4;
    private static final int SIDE = 64;
    private static final InContextSettings CONTEXT = new InContextSettings(
            List.of(), 2, 1, 1, SIDE, List.of(.5, 1.0), List.of(.9, 1.0), List.of(.75, 4.0 / 3), .5, .3, 8);
    private static final DatasetDefinition DEFINITION = new DatasetDefinition(
            new DatasetTable(
                    "made",
                    "Made",
                    List.of(bands(Modality.HR, 2), bands(Modality.S2, 1)),
                    new ClassTable(
                            List.of(
                                    new ClassTable.LabelClass(1, "one", "#ff0000"),
                                    new ClassTable.LabelClass(2, "two", "#00ff00")),
                            List.of(0)),
                    List.of("train"),
                    "none",
                    "none",
                    "made"),
            FileLayout.DEFAULTS);

    private Path root;

    private static BandTable bands(Modality modality, int count) {
        List<Double> zeros = IntStream.range(0, count).mapToObj(i -> 0.0).toList();
        List<Double> ones = IntStream.range(0, count).mapToObj(i -> 1.0).toList();
        return new BandTable(
                modality, IntStream.range(0, count).mapToObj(i -> "b" + i).toList(), 1, 1, zeros, ones);
    }

    @BeforeEach
    void make(@TempDir Path folder) throws IOException {
        root = Files.createDirectory(folder.resolve("made"));
        byte[] pixels = new byte[2 * SIDE * SIDE];
        new SplittableRandom(3).nextBytes(pixels);
        byte[] label = new byte[SIDE * SIDE];
        for (int i = 0; i < label.length; i++) {
            label[i] = (byte) (1 + i / SIDE / 8 % 2);
        }
        for (int i = 0; i < RECORDS; i++) {
            RasterWriter.writeGeoTiff(
                    root.resolve("hr" + i + ".tif"),
                    RasterSpec.of(SIDE, SIDE, 2, PixelType.UINT8),
                    Compression.DEFLATE,
                    pixels);
            RasterWriter.writePng(
                    root.resolve("label" + i + ".png"), RasterSpec.of(SIDE, SIDE, 1, PixelType.UINT8), label);
            TinyArray.npz(
                    root.resolve("s2_" + i + ".npz"),
                    Map.of(
                            "image",
                            TinyArray.noise("<f4", i, 2, 1, 2, 2),
                            "date",
                            TinyArray.texts("2020-01-0" + (1 + i), "2020-02-01")));
        }
        Files.writeString(root.resolve("made_train.json"), list());
    }

    private static String list() {
        return IntStream.range(0, RECORDS).mapToObj(i -> """
                        {"hr_path": "made/hr%1$d.tif", "s2_path": "made/s2_%1$d.npz",
                         "target_path": "made/label%1$d.png", "type": "made", "classes": [0, 1]}""".formatted(i)).collect(Collectors.joining(",\n", "[", "]"));
    }

    /** Makes all collages of an epoch; returns how many records were replaced. */
    private long collages(BadFile policy) throws IOException {
        DatasetOptions options = new DatasetOptions(root, Map.of(), Set.of(), SizeMismatch.FAIL, BadFile.FAIL, false);
        DataSettings d = DataSettings.DEFAULTS;
        DataSettings data =
                new DataSettings("", "train", "", 16, 1, 1, 1, 0, SizeMismatch.FAIL, policy, false, d.augment());
        try (Dataset dataset = ListedDataset.open(DEFINITION, options)) {
            InContextBatches batches = InContextBatches.training(List.of(dataset), data, CONTEXT, 1, Shard.WHOLE);
            BufferPool pool = new BufferPool(8);
            for (int number = 0; number < 8; number++) {
                batches.make(number, pool).orElseThrow().close();
            }
            return batches.replaced();
        }
    }

    private void damage(Path file, SplittableRandom random) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        byte[] structure = "{}[]\",:-0.\\".getBytes(StandardCharsets.UTF_8);
        if (random.nextInt(4) == 0) {
            bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
        }
        for (int edits = 1 + random.nextInt(6); edits > 0 && bytes.length > 0; edits--) {
            // Headers are where most of what can go wrong is.
            int at = random.nextInt(random.nextBoolean() ? bytes.length : Math.min(bytes.length, 128));
            bytes[at] = random.nextBoolean() ? (byte) random.nextInt(256) : structure[random.nextInt(structure.length)];
        }
        Files.write(file, bytes);
    }

    @Test
    void whatIsWholeMakesCollagesWithoutReplacements() throws IOException {
        assertEquals(0, collages(BadFile.FAIL));
    }

    @Test
    void anyDamageEndsInCollagesOrInOneLineThatNamesAFile() {
        SplittableRandom random = new SplittableRandom(20260101);
        List<String> names = List.of("made_train.json", "hr1.tif", "label1.png", "s2_1.npz");
        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            int refused = 0;
            for (int n = 0; n < 160; n++) {
                Path file = root.resolve(names.get(n % names.size()));
                byte[] whole = Files.readAllBytes(file);
                damage(file, random);
                BadFile policy = n % 8 < 4 ? BadFile.FAIL : BadFile.SKIP;
                try {
                    collages(policy);
                } catch (DatasetException e) {
                    refused++;
                    assertEquals(1, e.getMessage().lines().count(), e.getMessage());
                    boolean named = e.getMessage().contains(file.toString());
                    // Of files that do not fit together, either may be wrong.
                    assertTrue(named || e.getMessage().contains("entry 1: "), e.getMessage());
                    assertTrue(
                            policy == BadFile.FAIL || n % names.size() == 0,
                            "left out though only one of four is damaged: " + e.getMessage());
                }
                Files.write(file, whole);
            }
            assertTrue(refused > 30 && refused < 160, refused + " of 160 refused");
        });
    }

    @Test
    void recordsThatFailOnlyWhenTheyAreReadAreReplacedTheSameWayEveryTime() throws IOException {
        Path image = root.resolve("hr2.tif");
        byte[] bytes = Files.readAllBytes(image);
        // The header stays: it can be opened, and its pixels cannot be decoded.
        Arrays.fill(bytes, 600, bytes.length - 600, (byte) 0x55);
        Files.write(image, bytes);

        long replaced = collages(BadFile.SKIP);

        assertTrue(replaced > 0);
        assertEquals(replaced, collages(BadFile.SKIP));
        DatasetException refusal = assertThrows(DatasetException.class, () -> collages(BadFile.FAIL));
        assertTrue(refusal.getMessage().contains(image.toString()), refusal.getMessage());
        assertTrue(refusal.getMessage().contains("entry 2: "), refusal.getMessage());
    }

    @Test
    void whereNoRecordOfAClassCanBeReadThatIsSaid() throws IOException {
        for (int i = 0; i < RECORDS; i++) {
            Files.writeString(root.resolve("hr" + i + ".tif"), "no image");
        }
        DatasetException refusal = assertThrows(DatasetException.class, () -> collages(BadFile.SKIP));
        assertTrue(refusal.getMessage().startsWith("made: split train: class "), refusal.getMessage());
    }
}
