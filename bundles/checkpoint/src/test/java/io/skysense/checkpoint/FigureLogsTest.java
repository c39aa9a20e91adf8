// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FigureLogsTest {

    private static final String EVENTS = "events.out.tfevents.skysense";

    @TempDir
    Path folder;

    /** One scalar of an events file, by an own reading of the format. */
    private record Scalar(long step, String tag, float value) {}

    private void write(long from, long... steps) throws CheckpointException {
        try (FigureLogs logs = FigureLogs.open(folder, from)) {
            for (long step : steps) {
                logs.append(step, Map.of("loss", 1.5 + step, "validation/IoU/forêt", step == 2 ? Double.NaN : 0.25));
            }
        }
    }

    @Test
    void aScalarIsReadBackFromTheEvents() throws IOException {
        write(-1, 1, 300);
        List<Scalar> scalars = scalars();
        assertEquals(
                List.of(
                        new Scalar(1, "loss", 2.5f),
                        new Scalar(1, "validation/IoU/forêt", 0.25f),
                        new Scalar(300, "loss", 301.5f),
                        new Scalar(300, "validation/IoU/forêt", 0.25f)),
                scalars);
    }

    @Test
    void theFirstEventIsTheOneThatOtherReadersWriteAndExpect() throws IOException {
        write(-1);
        byte[] file = Files.readAllBytes(folder.resolve(EVENTS));
        assertEquals(24, file[0], "length of time, tag, length and 13 letters");
        assertEquals("brain.Event:2", new String(file, 12 + 11, 13, StandardCharsets.US_ASCII));
        // The length 24 as TensorFlow's own files have it.
        assertEquals(
                0x224b7fa3,
                ByteBuffer.wrap(file, 8, 4).order(ByteOrder.LITTLE_ENDIAN).getInt());
    }

    @Test
    void aResumedRunHasEveryStepOnceInEveryLog() throws IOException {
        write(-1, 0, 1, 2, 3);
        write(1, 2, 3, 4);
        List<Long> steps = List.of(0L, 1L, 2L, 3L, 4L);
        assertEquals(steps, scalars().stream().map(Scalar::step).distinct().toList());
        assertEquals(10, scalars().size());
        assertEquals(steps, lines().stream().map(l -> l.get("step").asLong()).toList());
        assertEquals(10, MetricsLog.read(folder.resolve("metrics.csv")).size());
    }

    @Test
    void aRunThatBeginsAnewKeepsNothing() throws IOException {
        write(-1, 0, 1);
        write(-1, 0);
        assertEquals(2, scalars().size());
        assertEquals(1, lines().size());
    }

    @Test
    void whatAKillCutShortIsDropped() throws IOException {
        for (int cut = 1; cut < 40; cut += 7) {
            write(-1, 1, 2);
            for (String name : List.of(EVENTS, "metrics.jsonl")) {
                Path file = folder.resolve(name);
                byte[] bytes = Files.readAllBytes(file);
                Files.write(
                        file, java.util.Arrays.copyOf(bytes, bytes.length - cut), StandardOpenOption.TRUNCATE_EXISTING);
            }
            write(1, 2);
            assertEquals(4, scalars().size());
            assertEquals(2, lines().size());
        }
    }

    @Test
    void aDamagedEventEndsWhatIsKept() throws IOException {
        write(-1, 1, 2);
        Path file = folder.resolve(EVENTS);
        byte[] bytes = Files.readAllBytes(file);
        bytes[60] ^= 1;
        Files.write(file, bytes);
        write(5, 6);
        assertEquals(
                List.of(6L), scalars().stream().map(Scalar::step).distinct().toList());
    }

    @Test
    void whatIsNoNumberIsNullInJson() throws IOException {
        write(-1, 2);
        assertTrue(lines().get(0).get("validation/IoU/forêt").isNull());
        assertEquals(3.5, lines().get(0).get("loss").asDouble());
    }

    private List<JsonNode> lines() throws IOException {
        List<JsonNode> rows = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve("metrics.jsonl"))) {
            rows.add(new JsonMapper().readTree(line));
        }
        return rows;
    }

    private List<Scalar> scalars() throws IOException {
        ByteBuffer file =
                ByteBuffer.wrap(Files.readAllBytes(folder.resolve(EVENTS))).order(ByteOrder.LITTLE_ENDIAN);
        List<Scalar> scalars = new ArrayList<>();
        while (file.hasRemaining()) {
            long length = file.getLong();
            assertEquals(masked(bytes(length)), file.getInt(), "checksum of the length");
            byte[] data = new byte[(int) length];
            file.get(data);
            assertEquals(masked(data), file.getInt(), "checksum of the data");
            event(ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN), scalars);
        }
        return scalars;
    }

    /** In the order in which our events have their fields: time, then step and summary, or the version. */
    private static void event(ByteBuffer event, List<Scalar> scalars) {
        assertEquals(0x09, event.get());
        assertTrue(event.getDouble() > 1e9, "seconds since 1970");
        if (event.get() == 0x1a) {
            return;
        }
        long step = varint(event);
        assertEquals(0x2a, event.get());
        ByteBuffer summary = part(event);
        assertEquals(0, event.remaining());
        while (summary.hasRemaining()) {
            assertEquals(0x0a, summary.get());
            ByteBuffer value = part(summary);
            assertEquals(0x0a, value.get());
            ByteBuffer tag = part(value);
            assertEquals(0x15, value.get());
            scalars.add(new Scalar(step, StandardCharsets.UTF_8.decode(tag).toString(), value.getFloat()));
        }
    }

    private static ByteBuffer part(ByteBuffer from) {
        int length = (int) varint(from);
        ByteBuffer part = from.slice(from.position(), length).order(ByteOrder.LITTLE_ENDIAN);
        from.position(from.position() + length);
        return part;
    }

    private static long varint(ByteBuffer from) {
        long next = from.get() & 0xff;
        return next < 128 ? next : next - 128 + (varint(from) << 7);
    }

    private static byte[] bytes(long length) {
        return ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(length)
                .array();
    }

    /** Bit by bit, by the polynomial. */
    private static int masked(byte[] data) {
        int crc = -1;
        for (byte b : data) {
            crc ^= b & 0xff;
            for (int i = 0; i < 8; i++) {
                crc = (crc & 1) == 0 ? crc >>> 1 : crc >>> 1 ^ 0x82f63b78;
            }
        }
        crc = ~crc;
        return (crc >>> 15 | crc << 17) + 0xa282ead8;
    }
}
