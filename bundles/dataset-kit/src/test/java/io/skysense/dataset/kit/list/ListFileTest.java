// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.list;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skysense.api.data.DatasetException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListFileTest {

    private static final String GOOD = """
            [{"hr_path": "d/a.tif", "s2_path": ["d/s2_20200101.tif", "d/s2_20200111.tif"], "s1_path": "d/s1.npz",
              "target_path": "d/a.png", "type": "d", "classes": [0, 3], "location": [12, 34.5],
              "s2_cut_points": [7, 8], "comment": {"deep": [1, [2, {"x": null}]]}},
             {"hr_path": null, "s2_path": [], "s1_path": ["d/s1.tif"], "target_path": "", "type": "d", "classes": [0, 3]}]
            """;

    @TempDir
    private Path folder;

    @Test
    void entriesMayHaveOtherKeysForTheirPaths() throws IOException {
        Path file = Files.writeString(
                folder.resolve("list.json"), "[{\"after\": [\"a\"], \"mask\": \"b\", \"before\": \"c\"}]");

        ListRecord entry = ListFile.read(file, Map.of("after", "s2_path", "mask", "target_path"))
                .records()
                .get(0);

        assertEquals(List.of("a"), entry.s2());
        assertEquals(Optional.of("b"), entry.target());
    }

    private ListFile read(String text) throws IOException {
        return ListFile.read(Files.writeString(folder.resolve("list.json"), text));
    }

    private String refusal(String text) {
        String message = assertThrows(DatasetException.class, () -> read(text)).getMessage();
        assertFalse(message.contains("\n"), message);
        String start = folder.resolve("list.json") + ": ";
        assertTrue(message.startsWith(start), message);
        return message.substring(start.length());
    }

    @Test
    void everyFieldIsReadAndUnknownOnesArePassedOver() throws IOException {
        List<ListRecord> records = read(GOOD).records();
        assertEquals(
                new ListRecord(
                        Optional.of("d/a.tif"),
                        List.of("d/s2_20200101.tif", "d/s2_20200111.tif"),
                        List.of("d/s1.npz"),
                        Optional.of("d/a.png"),
                        "d",
                        List.of(0, 3),
                        List.of(12.0, 34.5),
                        List.of(7.0, 8.0)),
                records.get(0));
        assertEquals(
                new ListRecord(
                        Optional.empty(),
                        List.of(),
                        List.of("d/s1.tif"),
                        Optional.empty(),
                        "d",
                        List.of(0, 3),
                        List.of(),
                        List.of()),
                records.get(1));
        assertSame(records.get(0).classes(), records.get(1).classes(), "repeated values are kept once");
    }

    @Test
    void theLineOfABadEntryIsNamed() {
        assertEquals(
                "entry 1 (line 3): s1_path: a string is expected, not a number",
                refusal("[\n {\"hr_path\": \"a\"},\n {\"hr_path\": \"b\",\n  \"s1_path\": 7}]"));
    }

    @Test
    void anEntryIsPlacedByFileNumberAndLine() throws IOException {
        ListFile list = read("[\n {\"hr_path\": \"a\"},\n\n {\"hr_path\": \"b\"}]");
        assertEquals(folder.resolve("list.json") + ": entry 1 (line 4): ", list.place(1));
        assertEquals(
                "x.json: entry 1: ",
                new ListFile(Path.of("x.json"), list.records().subList(0, 2)).place(1));
    }

    @Test
    void recordsAreTheSameHoweverManyThereAreAndHoweverLong() throws IOException {
        SplittableRandom random = new SplittableRandom(7);
        List<ListRecord> made = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            String long1 = "d/" + "\u00e9\ud83d\ude00".repeat(random.nextInt(i % 500 == 0 ? 100_000 : 20));
            List<Double> numbers = random.doubles(random.nextInt(3)).boxed().toList();
            made.add(new ListRecord(
                    Optional.of(long1 + i),
                    random.ints(random.nextInt(4)).mapToObj(n -> long1 + n).toList(),
                    List.of("d/s1_" + i),
                    i % 2 == 0 ? Optional.empty() : Optional.of(long1),
                    i % 3 == 0 ? "" : "d",
                    List.of(i % 5, 300),
                    numbers,
                    List.of(-0.5, i * 1e300)));
        }
        RecordPacker packer = new RecordPacker();
        for (int i = 0; i < made.size(); i++) {
            packer.add(made.get(i), i * 1000);
        }
        PackedRecords packed = packer.records();
        assertEquals(made, packed);
        assertEquals(2_999_000, packed.line(2999));
        assertThrows(IndexOutOfBoundsException.class, () -> packed.get(3000));
        assertTrue(new RecordPacker().records().isEmpty());
    }

    @Test
    void anEmptyListHasNoEntries() throws IOException {
        assertTrue(read("[]").records().isEmpty());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            [{"hr_path":"a"},{"hr_path":5}]                   | entry 1 (line 1): hr_path: a string is expected, not a number
            [{"hr_path":"a"},{"hr_path":{"x":[{}]}},{"type":1}] | entry 1 (line 1): hr_path: a string is expected, not an object (and 1 more bad entries)
            [{"hr_path":"a","classes":[1,[2,{}],3]}]          | entry 0 (line 1): classes: a number is expected, not a list
            [{"hr_path":"a","classes":[1.5]}]                 | entry 0 (line 1): classes: 1.5 is not an integer
            [{"hr_path":"a","classes":[1e99]}]                | entry 0 (line 1): classes: 1.0E99 is not an integer
            [{"hr_path":"a","s2_path":["x",null]}]            | entry 0 (line 1): s2_path: an empty name in the list
            [{"hr_path":"a","s2_path":[["x"]]}]               | entry 0 (line 1): s2_path: a string is expected, not a list
            [{"target_path":"a"}]                             | entry 0 (line 1): none of hr_path, s2_path and s1_path names an image
            [{"hr_path":"a"}, 7, "x", [1,[2]], null]          | entry 1 (line 1): an object is expected, not a number (and 3 more bad entries)
            {"hr_path":"a"}                                   | a JSON array of entries is expected
            [{"hr_path":"a"}] trailing                        | entry 1: line 1, column 27: Unrecognized token 'trailing': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')
            [{"hr_path":"a"}] []                              | after the array: line 1 goes on
            """)
    void aBadEntryIsNamedWithItsCause(String text, String expected) {
        assertEquals(expected, refusal(text));
    }

    @Test
    void damagedJsonIsNamedWithEntryLineAndColumn() {
        String message = refusal("[\n {\"hr_path\": \"a\"},\n {\"hr_path\": \"b\n");
        assertTrue(message.startsWith("entry 1: line 3, column "), message);
        assertTrue(refusal("").contains("a JSON array of entries is expected"));
        assertTrue(refusal("[{\"hr_path\":\"a\",\"hr_path\":\"b\"}]").contains("Duplicate"));
        assertTrue(refusal("[".repeat(5000)).contains("entry 0"));
    }

    @Test
    void aMissingFileOrAFolderIsNamed() {
        Path missing = folder.resolve("none.json");
        assertEquals(
                missing + ": no such file",
                assertThrows(DatasetException.class, () -> ListFile.read(missing))
                        .getMessage());
        assertEquals(
                folder + ": a folder, not a list file",
                assertThrows(DatasetException.class, () -> ListFile.read(folder))
                        .getMessage());
    }

    /** Whatever bytes a list file holds, reading ends with records or with one line that names the file. */
    @Test
    void damagedFilesNeverHangOrCrash() throws IOException {
        byte[] good = GOOD.getBytes(StandardCharsets.UTF_8);
        byte[] structure = "{}[]\",:0\\u\u0000".getBytes(StandardCharsets.UTF_8);
        Path file = folder.resolve("list.json");
        SplittableRandom random = new SplittableRandom(20240301);
        int refused = 0;
        for (int n = 0; n < 4000; n++) {
            byte[] bytes = java.util.Arrays.copyOf(good, n % 3 == 0 ? random.nextInt(good.length) : good.length);
            for (int edits = random.nextInt(6); edits > 0 && bytes.length > 0; edits--) {
                bytes[random.nextInt(bytes.length)] =
                        random.nextBoolean() ? (byte) random.nextInt(256) : structure[random.nextInt(structure.length)];
            }
            Files.write(file, bytes);
            refused += assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
                try {
                    ListFile.read(file);
                    return 0;
                } catch (DatasetException e) {
                    assertTrue(e.getMessage().startsWith(file + ": "), e.getMessage());
                    assertEquals(1, e.getMessage().lines().count(), e.getMessage());
                    return 1;
                }
            });
        }
        assertTrue(refused > 1000 && refused < 4000, refused + " of 4000 refused");
    }
}
