// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.checkpoint.npz;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.skysense.checkpoint.CheckpointException;
import io.skysense.checkpoint.TensorSource;
import io.skysense.engine.Torch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NpzFileTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void everyKindOfArrayIsReadUnderItsName(boolean deflated) throws IOException {
        byte[] six = NpzWriter.floats(1, 2, 3, 4, 5, 6);
        NpzWriter writer = new NpzWriter()
                .array("grad:a.b|sample0", "<f4", false, "(2, 3)", six)
                .array("w/columns", "<f4", true, "(2, 3)", six)
                .array("scalar", "<f8", false, "()", new byte[] {0, 0, 0, 0, 0, 0, 4, 64})
                .array("half", "<f2", false, "(1,)", new byte[] {0, 60})
                .array("mask", "|b1", false, "(3,)", new byte[] {1, 0, 1})
                .array("bytes", "|u1", false, "(2,)", new byte[] {(byte) 200, 3})
                .array("ids", "<i8", false, "(1, 1)", new byte[] {7, 0, 0, 0, 0, 0, 0, 0})
                .array("swapped", ">i4", false, "(2,)", new byte[] {0, 0, 1, 2, -1, -1, -1, -2})
                .array("empty", "<f4", false, "(0, 3)", new byte[0])
                .array("names", "<U4", false, "(2,)", "abc\0ä\0\0\0".getBytes(Charset.forName("UTF-32LE")));
        Path path = Files.write(folder.resolve("a.npz"), writer.zip(deflated));
        try (NpzFile file = NpzFile.open(path);
                NDManager manager = Torch.newManager(Device.cpu())) {
            assertEquals(10, file.names().size());
            assertEquals(9, file.sources().size(), "texts are no tensors");
            NDArray rows = file.array(manager, "grad:a.b|sample0");
            assertEquals(new Shape(2, 3), rows.getShape());
            assertArrayEquals(new float[] {1, 2, 3, 4, 5, 6}, rows.toFloatArray());
            assertArrayEquals(
                    new float[] {1, 3, 5, 2, 4, 6},
                    file.array(manager, "w/columns").toFloatArray());
            assertEquals(new Shape(), file.array(manager, "scalar").getShape());
            assertEquals(2.5, file.array(manager, "scalar").getDouble());
            assertEquals(
                    1f,
                    file.array(manager, "half").toType(DataType.FLOAT32, true).getFloat(0));
            assertArrayEquals(
                    new boolean[] {true, false, true},
                    file.array(manager, "mask").toBooleanArray());
            assertEquals(200, file.array(manager, "bytes").toUint8Array()[0]);
            assertEquals(7, file.array(manager, "ids").getLong(0, 0));
            assertArrayEquals(
                    new int[] {258, -2}, file.array(manager, "swapped").toIntArray());
            assertEquals(new Shape(0, 3), file.array(manager, "empty").getShape());
            assertEquals(List.of("abc", "ä"), file.strings("names"));
            assertEquals(List.of(2L), file.shape("names"));
        }
    }

    @Test
    void aSingleArrayIsAFileToo() throws IOException {
        Path path = Files.write(folder.resolve("x.y.npy"), NpzWriter.npy("<f4", false, "(2,)", NpzWriter.floats(4, 5)));
        try (NpzFile file = NpzFile.open(path);
                NDManager manager = Torch.newManager(Device.cpu())) {
            assertArrayEquals(new float[] {4, 5}, file.array(manager, "x.y").toFloatArray());
        }
    }

    @Test
    void arraysOfManyPartsComeBackWhole() throws IOException {
        float[] values = new float[1_500_007];
        Random random = new Random(5);
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat();
        }
        for (boolean deflated : new boolean[] {true, false}) {
            byte[] zip = new NpzWriter()
                    .array("v", "<f4", false, "(" + values.length + ",)", NpzWriter.floats(values))
                    .zip(deflated);
            Path path = Files.write(folder.resolve("v" + deflated), zip);
            try (NpzFile file = NpzFile.open(path);
                    NDManager manager = Torch.newManager(Device.cpu())) {
                assertArrayEquals(values, file.array(manager, "v").toFloatArray());
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    `{'descr': '|O', 'fortran_order': False, 'shape': (2,), }`            | `elements of type '|O' are not read`
                    {'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (2,), }    | records are not read
                    {'descr': '<f4', 'fortran_order': False, 'shape': (3,), }             | needs 12 bytes, it has 8
                    {'descr': '<f4', 'fortran_order': False, 'shape': (2,), 'x': 1, }     | malformed header
                    {'descr': '<f4', 'shape': (2,), }                                     | malformed header
                    {'descr': '<f4', 'descr': '<f4', 'shape': (2,), }                     | malformed header
                    {'descr': '<f4', 'fortran_order': False, 'shape': (-2,), }            | malformed header
                    {'descr': '<f4', 'fortran_order': False, 'shape': (4294967296, 4294967296), } | impossible shape
                    {'descr': '<f4', 'fortran_order': False, 'shape': (9999999999999999999,), }   | impossible shape
                    {'descr': '<U999999999', 'fortran_order': False, 'shape': (2,), }     | texts of 999999999 characters
                    __import__('os').system('x')                                          | malformed header
                    """)
    void headersThatDoNotHoldAreNamed(String header, String cause) throws IOException {
        byte[] zip = new NpzWriter()
                .entry("a:b.npy", NpzWriter.npy(header, new byte[8]))
                .zip(true);
        Path path = Files.write(folder.resolve("bad.npz"), zip);
        CheckpointException e = assertThrows(CheckpointException.class, () -> NpzFile.open(path));
        assertTrue(e.getMessage().startsWith(path + ": array 'a:b': "), e.getMessage());
        assertTrue(e.getMessage().contains(cause), e.getMessage());
    }

    @Test
    void whatIsNoArrayIsRefused() throws IOException {
        assertRefused(new NpzWriter().entry("readme.txt", new byte[3]).zip(true), "'readme.txt' is no array");
        assertRefused(new NpzWriter().entry("a.npy", new byte[3]).zip(true), "not a NumPy array");
        assertRefused(new NpzWriter().entry("../a.npy", new byte[3]).zip(true), "has a path for a name");
        assertRefused(new byte[0], "no table of contents");
        assertRefused("PK and no more".getBytes(StandardCharsets.US_ASCII), "no table of contents");
    }

    @Test
    void aNameThatIsNotThereIsNamed() throws IOException {
        Path path = Files.write(
                folder.resolve("n.npz"),
                new NpzWriter()
                        .array("t", "<U1", false, "(1,)", new byte[] {65, 0, 0, 0})
                        .array("i", "<i2", false, "(1,)", new byte[2])
                        .zip(true));
        try (NpzFile file = NpzFile.open(path);
                NDManager manager = Torch.newManager(Device.cpu())) {
            assertSays("holds no array 'x'", () -> file.array(manager, "x"));
            assertSays("array 't': an array of texts", () -> file.array(manager, "t"));
            assertSays("array 'i': not an array of texts", () -> file.strings("i"));
            assertSays("array 'i': elements of type I16 have no NDArray", () -> file.array(manager, "i"));
        }
    }

    @Test
    void everyFlippedBitAndEveryTruncationEndsInAnErrorOrInTheSameNumbers() throws IOException {
        byte[] elements = NpzWriter.floats(1, 2, 3, 4);
        for (boolean deflated : new boolean[] {true, false}) {
            byte[] good =
                    new NpzWriter().array("w", "<f4", false, "(4,)", elements).zip(deflated);
            for (int bit = 0; bit < good.length * 8; bit += 7) {
                byte[] bytes = good.clone();
                bytes[bit / 8] ^= (byte) (1 << bit % 8);
                assertErrorOrSame(bytes, elements, "bit " + bit);
            }
            for (int length = 0; length < good.length; length++) {
                byte[] cut = Arrays.copyOf(good, length);
                assertThrows(CheckpointException.class, () -> NpzFile.open(Files.write(folder.resolve("c"), cut)));
            }
        }
    }

    @Test
    void theReferencesOwnFilesAreRead() throws IOException {
        Path path = Path.of(System.getProperty("skysense.root"), "../shared/reference/fixtures/nano8/weights.npz");
        Assumptions.assumeTrue(Files.isRegularFile(path), "no reference material: " + path);
        try (NpzFile file = NpzFile.open(path)) {
            assertTrue(file.names().size() > 300, file.names().size() + " arrays");
            for (TensorSource source : file.sources().values()) {
                long[] read = new long[1];
                source.content().writeTo(part -> read[0] += part.remaining());
                assertEquals(source.bytes(), read[0], source.name());
            }
        }
    }

    private void assertErrorOrSame(byte[] bytes, byte[] expected, String what) throws IOException {
        Path path = Files.write(folder.resolve("mutant"), bytes);
        try (NpzFile file = NpzFile.open(path)) {
            for (TensorSource source : file.sources().values()) {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                source.content().writeTo(part -> out.write(copy(part)));
                assertArrayEquals(expected, out.toByteArray(), what);
            }
        } catch (CheckpointException e) {
            assertTrue(e.getMessage().startsWith(path.toString()), e.getMessage());
            assertFalse(e.getMessage().contains("\n"), e.getMessage());
        }
    }

    private void assertRefused(byte[] content, String cause) throws IOException {
        Path path = Files.write(folder.resolve("refused.npz"), content);
        assertSays(cause, () -> NpzFile.open(path));
    }

    private static void assertSays(String cause, org.junit.jupiter.api.function.Executable call) {
        CheckpointException e = assertThrows(CheckpointException.class, call);
        assertTrue(e.getMessage().contains(cause), e.getMessage());
    }

    private static byte[] copy(ByteBuffer part) {
        byte[] bytes = new byte[part.remaining()];
        part.get(bytes);
        return bytes;
    }
}
