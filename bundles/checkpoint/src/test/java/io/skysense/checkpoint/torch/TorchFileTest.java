// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.checkpoint.torch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skysense.checkpoint.CheckpointException;
import io.skysense.checkpoint.ElementType;
import io.skysense.checkpoint.TensorSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TorchFileTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void everyTypeAndShapeComesBackBitByBitFromBothFormats(boolean legacy) throws IOException {
        List<TensorSource> tensors = samples();
        byte[] content = legacy ? TorchArchive.legacy(tensors) : TorchArchive.zip(tensors);
        try (TorchFile file = open(content, "")) {
            assertEquals(tensors.size(), file.sources().size());
            for (TensorSource expected : tensors) {
                TensorSource read = file.sources().get(expected.name());
                assertEquals(expected.type(), read.type());
                assertEquals(expected.shape(), read.shape());
                assertArrayEquals(bytes(expected), bytes(read), expected.name());
            }
        }
    }

    @Test
    void theWeightsAreFoundInTheUsualDictionaries() throws IOException {
        for (String[] keys : new String[][] {{"model"}, {"state_dict"}, {"module"}, {"model", "module"}}) {
            try (TorchFile file = open(TorchArchive.zip(samples(), keys), "")) {
                assertEquals(String.join(".", keys), file.key());
                assertEquals(samples().size(), file.sources().size());
            }
        }
        try (TorchFile file = open(TorchArchive.legacy(samples(), "ema", "net"), "ema.net")) {
            assertEquals(samples().size(), file.sources().size());
        }
    }

    @Test
    void aDictionaryThatIsNotThereIsAnErrorThatSaysWhatIs() throws IOException {
        byte[] content = TorchArchive.zip(samples(), "ema", "net");
        CheckpointException none = assertThrows(CheckpointException.class, () -> open(content, ""));
        assertTrue(
                none.getMessage()
                        .endsWith("no tensors at the top; there are some under 'ema.net' ("
                                + samples().size() + ")"),
                none.getMessage());
        CheckpointException wrong = assertThrows(CheckpointException.class, () -> open(content, "ema.nex"));
        assertTrue(wrong.getMessage().contains("there is no dictionary 'ema.nex'; there are some under"));
    }

    @Test
    void viewsOfASharedStorageAreReadRowByRow() throws IOException {
        float[] six = {1, 2, 3, 4, 5, 6};
        Pickler p = new Pickler();
        Map<String, Runnable> state = new LinkedHashMap<>();
        state.put("whole", () -> p.tensor("FloatStorage", "0", 6, 0, List.of(2L, 3L), List.of(3L, 1L)));
        state.put("transposed", () -> p.tensor("FloatStorage", "0", 6, 0, List.of(3L, 2L), List.of(1L, 3L)));
        state.put("column", () -> p.tensor("FloatStorage", "0", 6, 1, List.of(2L), List.of(3L)));
        state.put("tail", () -> p.tensor("FloatStorage", "0", 6, 4, List.of(2L), List.of(1L)));
        state.put("expanded", () -> p.tensor("FloatStorage", "0", 6, 5, List.of(2L, 2L), List.of(0L, 0L)));
        state.put("one", () -> p.tensor("FloatStorage", "0", 6, 2, List.of(1L, 1L), List.of(7L, 9L)));
        state.put("none", () -> p.tensor("FloatStorage", "0", 6, 0, List.of(0L, 3L), List.of(3L, 1L)));
        byte[] pickle = p.dict(state).stop();
        for (String order : new String[] {"little", "big"}) {
            byte[] data = floats(order.equals("big") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN, six);
            byte[] zip = TorchArchive.zip(Map.of(
                    "a/data.pkl", pickle, "a/data/0", data, "a/byteorder", order.getBytes(StandardCharsets.US_ASCII)));
            try (TorchFile file = open(zip, "")) {
                assertValues(file, "whole", 1, 2, 3, 4, 5, 6);
                assertValues(file, "transposed", 1, 4, 2, 5, 3, 6);
                assertValues(file, "column", 2, 5);
                assertValues(file, "tail", 5, 6);
                assertValues(file, "expanded", 6, 6, 6, 6);
                assertValues(file, "one", 3);
                assertValues(file, "none");
            }
        }
    }

    @Test
    void whatTrainingKeepsBesideTheWeightsIsPassedOver() throws IOException {
        Pickler p = new Pickler();
        Map<String, Runnable> weights = new LinkedHashMap<>();
        weights.put("w", () -> p.tensor("FloatStorage", "0", 2, 0, List.of(2L), List.of(1L)));
        weights.put("note", () -> p.text("hello"));
        Map<String, Runnable> top = new LinkedHashMap<>();
        top.put("current_epoch", () -> p.integer(3));
        top.put("best", () -> scalar(p));
        top.put(
                "size",
                () -> p.global("torch", "Size").tuple(List.of(2L)).op(0x85).op('R'));
        top.put(
                "betas",
                () -> p.op('G')
                        .raw(new byte[] {63, -20, 0, 0, 0, 0, 0, 0})
                        .op('N')
                        .op(0x86));
        top.put("type", () -> p.global("torch", "float32"));
        // As PyTorch does it: an ordered dictionary with an attribute of versions.
        top.put("state_dict", () -> {
            p.global("collections", "OrderedDict").op(')').op('R').op('(');
            weights.forEach((name, value) -> {
                p.text(name);
                value.run();
            });
            p.op('u').op('}').text("_metadata").op('}').op('s').op('b');
        });
        byte[] pickle = p.dict(top).stop();
        byte[] zip = TorchArchive.zip(
                Map.of("x/data.pkl", pickle, "x/data/0", floats(ByteOrder.LITTLE_ENDIAN, new float[] {8, 9})));
        try (TorchFile file = open(zip, "")) {
            assertEquals("state_dict", file.key());
            assertEquals(List.of("'note' (str)"), file.skipped());
            assertValues(file, "w", 8, 9);
        }
    }

    @Test
    void aParameterIsTheTensorInIt() throws IOException {
        Pickler p = new Pickler();
        p.dict(Map.of("w", () -> {
            p.global("torch._utils", "_rebuild_parameter").op('(');
            p.tensor("HalfStorage", "k", 1, 0, List.of(), List.of()).op(0x88);
            p.global("collections", "OrderedDict").op(')').op('R').op('t').op('R');
        }));
        byte[] zip = TorchArchive.zip(Map.of("x/data.pkl", p.stop(), "x/data/k", new byte[] {0, 60}));
        try (TorchFile file = open(zip, "")) {
            assertEquals("F16 ()", file.sources().get("w").describe());
        }
    }

    @Test
    void aDamagedStorageIsFoundWhenItIsRead() throws IOException {
        byte[] content = TorchArchive.zip(List.of(
                TensorSource.of("w", ElementType.U8, List.of(4L), ByteBuffer.wrap(new byte[] {77, 78, 79, 80}))));
        String text = new String(content, StandardCharsets.ISO_8859_1);
        content[text.indexOf("MNOP") + 1]++;
        try (TorchFile file = open(content, "")) {
            CheckpointException e = assertThrows(
                    CheckpointException.class, () -> bytes(file.sources().get("w")));
            assertTrue(e.getMessage().contains("tensor 'w': entry 'weights/data/0' is damaged"), e.getMessage());
        }
    }

    @Test
    void anArchiveOfMoreThanFourGibibytesIsReadWhereItsTensorsLie() throws IOException {
        long count = (5L << 30) / 4;
        Pickler p = new Pickler();
        Map<String, Runnable> state = new LinkedHashMap<>();
        state.put("all", () -> p.tensor("FloatStorage", "0", count, 0, List.of(count), List.of(1L)));
        state.put("late", () -> p.tensor("FloatStorage", "0", count, count - 3, List.of(2L), List.of(1L)));
        Path path = folder.resolve("huge.pth");
        LargeZip.write(path, p.dict(state).stop(), 4 * count, 4 * (count - 3), floats(ByteOrder.LITTLE_ENDIAN, 6, 7));
        try (TorchFile file = TorchFile.open(path, "")) {
            assertEquals(4 * count, file.sources().get("all").bytes());
            assertValues(file, "late", 6, 7);
        }
    }

    static List<TensorSource> samples() {
        Random random = new Random(11);
        List<TensorSource> tensors = new ArrayList<>();
        for (ElementType type : List.of(
                ElementType.F64,
                ElementType.F32,
                ElementType.F16,
                ElementType.BF16,
                ElementType.I64,
                ElementType.I32,
                ElementType.I16,
                ElementType.I8,
                ElementType.U8,
                ElementType.BOOL)) {
            byte[] values = new byte[24 * type.bytes()];
            random.nextBytes(values);
            tensors.add(TensorSource.of("part." + type, type, List.of(2L, 3L, 4L), ByteBuffer.wrap(values)));
        }
        tensors.add(TensorSource.of("scalar", ElementType.F32, List.of(), ByteBuffer.allocate(4)));
        tensors.add(TensorSource.of("empty", ElementType.F32, List.of(0L, 5L), ByteBuffer.allocate(0)));
        return tensors;
    }

    /** A NumPy number, as the best figure of a validation often is one. */
    private static void scalar(Pickler p) {
        p.global("numpy.core.multiarray", "scalar").global("numpy", "dtype");
        p.text("f8").op(0x89).op(0x88).op(0x87).op('R');
        p.op('(').integer(3).text("<").op('N').op('t').op('b');
        p.global("_codecs", "encode")
                .text("\0")
                .text("latin1")
                .op(0x86)
                .op('R')
                .op(0x86)
                .op('R');
    }

    private TorchFile open(byte[] content, String key) throws IOException {
        return TorchFile.open(Files.write(folder.resolve("w.pth"), content), key);
    }

    private static void assertValues(TorchFile file, String name, float... expected) throws IOException {
        byte[] bytes = bytes(file.sources().get(name));
        float[] values = new float[bytes.length / 4];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        assertArrayEquals(expected, values, name);
    }

    private static byte[] floats(ByteOrder order, float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(order);
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }

    static byte[] bytes(TensorSource source) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Consumer<byte[]> all = out::writeBytes;
        source.content().writeTo(part -> {
            byte[] copy = new byte[part.remaining()];
            part.get(copy);
            all.accept(copy);
        });
        return out.toByteArray();
    }
}
