// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.skysense.engine.GradMode;
import io.skysense.engine.Torch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WeightsTest {

    @TempDir
    Path folder;

    private NDManager manager;

    @BeforeEach
    void open() {
        manager = Torch.newManager(Device.cpu());
    }

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void everyPatternOfAFloatComesBackBitByBit() throws IOException {
        Random random = new Random(4);
        int[] bits = IntStream.concat(
                        IntStream.of(
                                0x00000000,
                                0x80000000, // both zeros
                                0x7f800000,
                                0xff800000, // infinities
                                0x7fc00000,
                                0xffc00000,
                                0x7fc12345,
                                0x7f812345, // quiet and signalling NaNs with payloads
                                0x00000001,
                                0x807fffff,
                                0x00800000,
                                0x7f7fffff), // denormals and extremes
                        random.ints(100_000))
                .toArray();
        NDArray saved = manager.zeros(new Shape(bits.length));
        ByteBuffer raw = saved.toByteBuffer(true).order(ByteOrder.nativeOrder());
        raw.asIntBuffer().put(bits);
        NDArray loaded = manager.zeros(new Shape(bits.length));
        Path path = folder.resolve("bits.safetensors");
        WeightsFile.save(path, Cards.card(1), Map.of("w", saved));
        try (SafetensorsFile file = SafetensorsFile.open(path)) {
            Weights.restore(file, file.tensors(), Map.of("w", loaded));
        }
        int[] read = new int[bits.length];
        loaded.toByteBuffer().order(ByteOrder.nativeOrder()).asIntBuffer().get(read);
        assertArrayEquals(bits, read);
    }

    @ParameterizedTest
    @EnumSource(
            value = DataType.class,
            names = {"FLOAT32", "FLOAT64", "FLOAT16", "INT64", "INT32", "INT8", "UINT8", "BOOLEAN"})
    void everyTypeThatDjlCanHandleComesBack(DataType type) throws IOException {
        NDArray saved = manager.arange(24f).reshape(2, 3, 4).toType(type, true);
        NDArray loaded = manager.zeros(new Shape(2, 3, 4), type);
        saveAndRestore(Map.of("w", saved), Map.of("w", loaded));
        assertEquals(saved.toByteBuffer(), loaded.toByteBuffer());
    }

    @Test
    void scalarsAndEmptyArraysComeBack() throws IOException {
        NDArray scalar = manager.create(2.5f);
        NDArray loaded = manager.create(0f);
        NDArray empty = manager.zeros(new Shape(0, 3));
        saveAndRestore(Map.of("s", scalar, "e", empty), Map.of("s", loaded, "e", manager.zeros(new Shape(0, 3))));
        assertEquals(2.5f, loaded.getFloat());
    }

    @Test
    void arraysKeepTheirMemoryAndTheirGradients() throws IOException {
        NDArray weight = manager.zeros(new Shape(2, 2));
        weight.setRequiresGradient(true);
        ByteBuffer memory = weight.toByteBuffer(true).order(ByteOrder.nativeOrder());
        saveAndRestore(Map.of("w", manager.full(new Shape(2, 2), 3f)), Map.of("w", weight));
        assertEquals(3f, memory.getFloat(12), "written into the memory it had");
        assertTrue(weight.hasGradient());
        // In place: a weight that had become an alias of the read-only file would crash here.
        try (GradMode off = GradMode.off()) {
            weight.addi(1);
        }
        assertEquals(4f, weight.getFloat(1, 1));
    }

    @Test
    void restoringLeavesNothingInTheManagerOfTheWeights() throws IOException {
        NDArray weight = manager.zeros(new Shape(100));
        int before = manager.getManagedArrays().size();
        saveAndRestore(Map.of("w", weight), Map.of("w", weight));
        assertEquals(before, manager.getManagedArrays().size());
    }

    @Test
    void anotherModelIsRefusedInFullAndNothingIsChanged() throws IOException {
        Map<String, NDArray> saved = new LinkedHashMap<>();
        saved.put("same", manager.ones(new Shape(2)));
        saved.put("only.in.file", manager.ones(new Shape(2)));
        saved.put("shape", manager.ones(new Shape(2, 3)));
        saved.put("type", manager.ones(new Shape(2), DataType.FLOAT64));
        Map<String, NDArray> model = new LinkedHashMap<>();
        model.put("same", manager.zeros(new Shape(2)));
        model.put("only.in.model", manager.zeros(new Shape(2)));
        model.put("shape", manager.zeros(new Shape(3, 2)));
        model.put("type", manager.zeros(new Shape(2)));
        CheckpointException e = assertThrows(CheckpointException.class, () -> saveAndRestore(saved, model));
        assertTrue(e.getMessage().contains("a checkpoint of another model"), e.getMessage());
        assertTrue(e.getMessage().contains("1 not in the file (only.in.model)"), e.getMessage());
        assertTrue(e.getMessage().contains("1 not in the model (only.in.file)"), e.getMessage());
        assertTrue(e.getMessage().contains("shape: F32 (2, 3) in the file, F32 (3, 2) in the model"), e.getMessage());
        assertTrue(e.getMessage().contains("type: F64 (2) in the file, F32 (2) in the model"), e.getMessage());
        assertFalse(e.getMessage().contains("\n"), e.getMessage());
        assertEquals(0f, model.get("same").getFloat(0));
    }

    @Test
    void aNaNInTheWeightsIsNamedBeforeAnythingIsChanged() {
        NDArray model = manager.zeros(new Shape(2, 2));
        NDArray bad = manager.create(new float[] {1, 2, Float.NaN, 4}, new Shape(2, 2));
        CheckpointException e = assertThrows(
                CheckpointException.class, () -> saveAndRestore(Map.of("layer.w", bad), Map.of("layer.w", model)));
        assertTrue(e.getMessage().endsWith("tensor 'layer.w' F32 (2, 2): element 2 is NaN"), e.getMessage());
        assertEquals(0f, model.getFloat(0, 0));
    }

    @Test
    void aLongReportIsCappedAndCounts() {
        List<String> many = IntStream.range(0, 500).mapToObj(i -> "layer" + i).toList();
        NameReport report = new NameReport(many, List.of(), List.of());
        assertTrue(
                report.summary().startsWith("500 not in the file (layer0, layer1, layer2, layer3, …)"),
                report.summary());
        assertTrue(report.table(10).endsWith("  and 490 more\n"), report.table(10));
        assertEquals(12, report.table(10).lines().count());
        assertTrue(new NameReport(List.of(), List.of(), List.of()).clean());
    }

    private void saveAndRestore(Map<String, NDArray> saved, Map<String, NDArray> into) throws IOException {
        Path path = folder.resolve("w.safetensors");
        WeightsFile.save(path, Cards.card(1), saved);
        try (WeightsFile file = assertDoesNotThrow(() -> WeightsFile.open(path))) {
            file.restore(into);
        }
    }
}
