// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsRoundTripTest {

    @TempDir
    Path folder;

    @Test
    void everyTypeAndShapeComesBackBitByBit() throws IOException {
        Random random = new Random(1);
        List<List<Long>> shapes =
                List.of(List.of(), List.of(0L), List.of(1L), List.of(7L), List.of(3L, 0L, 5L), List.of(2L, 3L, 5L));
        List<TensorSource> sources = new ArrayList<>();
        Map<String, byte[]> expected = new HashMap<>();
        for (ElementType type : ElementType.values()) {
            for (List<Long> shape : shapes) {
                byte[] bytes = new byte[(int) TensorInfo.bytes(type, shape)];
                random.nextBytes(bytes);
                String name = type + "/" + shape + " äöü \"quoted\"";
                expected.put(name, bytes);
                sources.add(TensorSource.of(name, type, shape, ByteBuffer.wrap(bytes)));
            }
        }
        Path path = folder.resolve("all.safetensors");
        String digest = SafetensorsWriter.write(path, Map.of("note", "line\nbreak ✓"), sources);
        try (SafetensorsFile file = SafetensorsFile.open(path)) {
            file.verify();
            assertEquals(digest, file.digest().orElseThrow());
            assertEquals("line\nbreak ✓", file.metadata().get("note"));
            assertEquals(expected.keySet(), file.tensors().keySet());
            for (TensorSource source : sources) {
                TensorInfo info = file.tensors().get(source.name());
                assertEquals(source.type(), info.type());
                assertEquals(source.shape(), info.shape());
                assertEquals(0, info.begin() % source.type().bytes(), "aligned to its elements");
                byte[] read = new byte[(int) info.bytes()];
                file.bytes(source.name()).get(read);
                assertArrayEquals(expected.get(source.name()), read, source.name());
            }
        }
    }

    @Test
    void theFormatIsTheOneOthersRead() throws IOException {
        ByteBuffer values = ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putFloat(1.5f)
                .putFloat(-2f)
                .flip();
        Path path = folder.resolve("plain.safetensors");
        SafetensorsWriter.write(path, Map.of(), List.of(TensorSource.of("w", ElementType.F32, List.of(2L), values)));
        ByteBuffer raw = ByteBuffer.wrap(Files.readAllBytes(path)).order(ByteOrder.LITTLE_ENDIAN);
        int length = (int) raw.getLong(0);
        String json = new String(raw.array(), 8, length, StandardCharsets.UTF_8);
        assertEquals(0, length % 8);
        assertEquals(8 + length + 8, raw.capacity());
        assertTrue(json.strip().endsWith("\"w\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}"), json);
        assertEquals(1.5f, raw.getFloat(8 + length));
        assertEquals(-2f, raw.getFloat(12 + length));
    }

    @Test
    void theSameContentGivesTheSameBytesInAnyOrder() throws IOException {
        List<TensorSource> sources = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            ElementType type = ElementType.values()[i % ElementType.values().length];
            sources.add(TensorSource.of("t" + i, type, List.of(1L), ByteBuffer.allocate(type.bytes())));
        }
        Path one = folder.resolve("one");
        Path two = folder.resolve("two");
        SafetensorsWriter.write(one, Map.of("a", "1", "b", "2"), sources);
        Collections.shuffle(sources, new Random(3));
        SafetensorsWriter.write(two, new TreeMap<>(Map.of("b", "2", "a", "1")), sources);
        assertArrayEquals(Files.readAllBytes(one), Files.readAllBytes(two));
    }

    @Test
    void everySingleFlippedBitIsFound() throws IOException {
        Path path = folder.resolve("flip.safetensors");
        SafetensorsWriter.write(
                path,
                Map.of("k", "v"),
                List.of(TensorSource.of("w", ElementType.U8, List.of(40L), ByteBuffer.wrap(new byte[40]))));
        byte[] good = Files.readAllBytes(path);
        Path damaged = folder.resolve("damaged.safetensors");
        for (int bit = 0; bit < good.length * 8; bit++) {
            byte[] bytes = good.clone();
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
            Files.write(damaged, bytes);
            CheckpointException e = assertThrows(CheckpointException.class, () -> openAndVerify(damaged), "bit " + bit);
            assertTrue(e.getMessage().startsWith(damaged.toString()), e.getMessage());
            assertFalse(e.getMessage().contains("\n"), e.getMessage());
        }
    }

    @Test
    void everyTruncationIsFoundOnOpening() throws IOException {
        Path path = folder.resolve("cut.safetensors");
        SafetensorsWriter.write(
                path, Map.of(), List.of(TensorSource.of("w", ElementType.U8, List.of(64L), ByteBuffer.allocate(64))));
        byte[] good = Files.readAllBytes(path);
        for (int length = 0; length < good.length; length++) {
            Files.write(path, Arrays.copyOf(good, length));
            assertThrows(CheckpointException.class, () -> SafetensorsFile.open(path), "length " + length);
        }
    }

    @Test
    void fileOfMoreThanTwoGibibytesIsReadInParts() throws IOException {
        long huge = 3L << 30;
        String json = String.format(
                "{\"small\":{\"dtype\":\"U8\",\"shape\":[16],\"data_offsets\":[0,16]},"
                        + "\"huge\":{\"dtype\":\"F32\",\"shape\":[%d],\"data_offsets\":[16,%d]},"
                        + "\"tail\":{\"dtype\":\"I64\",\"shape\":[2],\"data_offsets\":[%d,%d]}}",
                huge / 4, 16 + huge, 16 + huge, 32 + huge);
        Path path = folder.resolve("sparse.safetensors");
        byte[] header = json.getBytes(StandardCharsets.UTF_8);
        try (RandomAccessFile out = new RandomAccessFile(path.toFile(), "rw")) {
            out.write(ByteBuffer.allocate(8)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(header.length)
                    .array());
            out.write(header);
            out.setLength(8 + header.length + 32 + huge);
            out.seek(8 + header.length + 16 + huge - 1);
            out.write(new byte[] {42, 7});
        }
        try (SafetensorsFile file = SafetensorsFile.open(path)) {
            assertEquals(16, file.bytes("small").remaining());
            assertEquals(7, file.bytes("tail").get(0));
            assertEquals(42, file.bytes("huge", huge - 4, 4).get(3));
            assertThrows(CheckpointException.class, () -> file.bytes("huge"));
            assertThrows(IndexOutOfBoundsException.class, () -> file.bytes("huge", huge - 4, 5));
            assertThrows(IndexOutOfBoundsException.class, () -> file.bytes("huge", -1, 5));
        }
    }

    @Test
    void tensorThatGivesTheWrongNumberOfBytesIsRefusedAndNothingIsLeft() throws IOException {
        Path path = folder.resolve("wrong.safetensors");
        TensorSource wrong = TensorSource.of("w", ElementType.F32, List.of(3L), ByteBuffer.allocate(8));
        assertThrows(IllegalArgumentException.class, () -> SafetensorsWriter.write(path, Map.of(), List.of(wrong)));
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    void twoTensorsOfOneNameAreRefused() {
        TensorSource w = TensorSource.of("w", ElementType.U8, List.of(1L), ByteBuffer.allocate(1));
        assertThrows(
                IllegalArgumentException.class,
                () -> SafetensorsWriter.write(folder.resolve("x"), Map.of(), List.of(w, w)));
    }

    private static void openAndVerify(Path path) throws CheckpointException {
        try (SafetensorsFile file = SafetensorsFile.open(path)) {
            file.verify();
        }
    }
}
