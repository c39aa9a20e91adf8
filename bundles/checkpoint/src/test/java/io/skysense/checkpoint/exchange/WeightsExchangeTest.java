// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.checkpoint.exchange;

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
import io.skysense.api.progress.Progress;
import io.skysense.checkpoint.CheckpointException;
import io.skysense.checkpoint.ElementType;
import io.skysense.checkpoint.LoadedWeights;
import io.skysense.checkpoint.NameMismatchException;
import io.skysense.checkpoint.SafetensorsFile;
import io.skysense.checkpoint.TensorFile;
import io.skysense.checkpoint.TensorSource;
import io.skysense.checkpoint.torch.TorchArchive;
import io.skysense.engine.Torch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeightsExchangeTest {

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

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void weightsStayBitEqualFromAModelThroughPthAndSafetensorsIntoAModel(boolean legacy) throws IOException {
        Map<String, NDArray> model = model();
        List<TensorSource> tensors = new ArrayList<>();
        model.forEach((name, array) -> tensors.add(TensorSource.of(name, array).named("module." + name)));
        Path pth = Files.write(
                folder.resolve("w.pth"),
                legacy ? TorchArchive.legacy(tensors, "model") : TorchArchive.zip(tensors, "model"));

        Map<String, NDArray> imported = zeros(model);
        KeyMap map = KeyMap.parse(List.of("strip=module."));
        LoadedWeights loaded = WeightsImport.load(pth, "", map, imported, Progress.NONE);
        assertSame(model, imported);
        assertEquals("model", loaded.key());
        assertEquals(List.of("strip=module."), loaded.rules());
        assertEquals(64, loaded.sha256().length());

        Path converted = folder.resolve("w.safetensors");
        try (TensorFile file = WeightFormats.open(pth, "")) {
            WeightsConversion.Result result =
                    new WeightsConversion(file, map, Optional.empty(), false).write(converted, Progress.NONE);
            assertEquals(loaded.sha256(), result.sourceSha256());
        }
        try (SafetensorsFile file = SafetensorsFile.open(converted)) {
            file.verify();
            assertEquals(loaded.sha256(), file.metadata().get("skysense.source.sha256"));
            assertEquals("w.pth", file.metadata().get("skysense.source.file"));
            assertEquals("strip=module.", file.metadata().get("skysense.source.rules"));
        }
        Map<String, NDArray> again = zeros(model);
        WeightsImport.load(converted, "", KeyMap.NONE, again, Progress.NONE);
        assertSame(model, again);
    }

    @Test
    void valuesAreConvertedToTheModelsType() throws IOException {
        TensorSource brain = new TensorSource(
                        "w",
                        ElementType.F32,
                        List.of(3L),
                        KeyMapTest.floats("w", List.of(3L), 1, -2.5f, 0.1f).content())
                .to(ElementType.BF16);
        Path path = Files.write(folder.resolve("b.pth"), TorchArchive.zip(List.of(brain)));
        NDArray weight = manager.zeros(new Shape(3));
        WeightsImport.load(path, "", KeyMap.NONE, Map.of("w", weight), Progress.NONE);
        assertArrayEquals(new float[] {1, -2.5f, 0.10009765625f}, weight.toFloatArray());
    }

    @Test
    void everyNameThatDiffersIsReportedAndNothingIsChanged() throws IOException {
        List<TensorSource> tensors = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            tensors.add(KeyMapTest.floats("extra." + i, List.of(), 1));
        }
        tensors.add(KeyMapTest.floats("w", List.of(3L), 1, 2, 3));
        Path path = Files.write(folder.resolve("other.pth"), TorchArchive.zip(tensors));
        NDArray weight = manager.zeros(new Shape(2));
        Map<String, NDArray> model = Map.of("w", weight, "missing", manager.zeros(new Shape(1)));
        NameMismatchException e = assertThrows(
                NameMismatchException.class, () -> WeightsImport.load(path, "", KeyMap.NONE, model, Progress.NONE));
        assertTrue(e.getMessage().startsWith(path + ": a checkpoint of another model: "), e.getMessage());
        assertEquals(List.of("missing"), e.report().missing());
        assertEquals(20, e.report().unexpected().size());
        assertEquals(
                "w: F32 (3) in the file, F32 (2) in the model",
                e.report().misshaped().get(0).toString());
    }

    @Test
    void aNaNIsNamedWithItsTensorOnLoadingAndOnConversion() throws IOException {
        Path path = Files.write(
                folder.resolve("nan.pth"),
                TorchArchive.zip(List.of(
                        KeyMapTest.floats("good", List.of(2L), 1, 2),
                        KeyMapTest.floats("bad", List.of(2L, 2L), 1, 2, 3, Float.NaN))));
        String cause = path + ": tensor 'bad' F32 (2, 2): element 3 is NaN";
        Map<String, NDArray> model = Map.of("good", manager.zeros(new Shape(2)), "bad", manager.zeros(new Shape(2, 2)));
        CheckpointException loading = assertThrows(
                CheckpointException.class, () -> WeightsImport.load(path, "", KeyMap.NONE, model, Progress.NONE));
        assertEquals(cause, loading.getMessage());
        Path out = folder.resolve("out.safetensors");
        try (TensorFile file = WeightFormats.open(path, "")) {
            CheckpointException e = assertThrows(
                    CheckpointException.class,
                    () -> new WeightsConversion(file, KeyMap.NONE, Optional.empty(), false).write(out, Progress.NONE));
            assertEquals(cause, e.getMessage());
            assertOnly(path);
            new WeightsConversion(file, KeyMap.NONE, Optional.empty(), true).write(out, Progress.NONE);
        }
    }

    @Test
    void aValueThatTheTypeCannotHoldIsAnError() throws IOException {
        Path path = Files.write(
                folder.resolve("big.pth"), TorchArchive.zip(List.of(KeyMapTest.floats("w", List.of(1L), 1e6f))));
        try (TensorFile file = WeightFormats.open(path, "")) {
            WeightsConversion half = new WeightsConversion(file, KeyMap.NONE, Optional.of(ElementType.F16), false);
            CheckpointException e = assertThrows(
                    CheckpointException.class, () -> half.write(folder.resolve("x.safetensors"), Progress.NONE));
            assertTrue(e.getMessage().contains("tensor 'w': 1000000.0 is too large for F16"), e.getMessage());
        }
        assertOnly(path);
    }

    @Test
    void aStoppedConversionLeavesNothing() throws IOException {
        Path path =
                Files.write(folder.resolve("w.pth"), TorchArchive.zip(List.of(KeyMapTest.floats("w", List.of(1L), 1))));
        Progress stop = new Progress() {
            private boolean converting;

            @Override
            public void begin(String stage, long total) {
                converting = stage.equals("convert");
            }

            @Override
            public boolean cancelled() {
                return converting;
            }
        };
        try (TensorFile file = WeightFormats.open(path, "")) {
            WeightsConversion copy = new WeightsConversion(file, KeyMap.NONE, Optional.empty(), false);
            assertThrows(CancellationException.class, () -> copy.write(folder.resolve("x.safetensors"), stop));
        }
        assertOnly(path);
    }

    @Test
    void differencesAreMeasuredTensorByTensorWhateverTheFormats() throws IOException {
        Path a = Files.write(
                folder.resolve("a.pth"),
                TorchArchive.zip(List.of(
                        KeyMapTest.floats("same", List.of(2L), 1, Float.NaN),
                        KeyMapTest.floats("near", List.of(2L), 4, -8),
                        KeyMapTest.floats("nan", List.of(1L), 1),
                        KeyMapTest.floats("shape", List.of(2L), 1, 2),
                        KeyMapTest.floats("a", List.of(1L), 1))));
        Path b = Files.write(
                folder.resolve("b.pth"),
                TorchArchive.legacy(List.of(
                        KeyMapTest.floats("same", List.of(2L), 1, Float.NaN),
                        KeyMapTest.floats("near", List.of(2L), 4, -8.5f).to(ElementType.F16),
                        KeyMapTest.floats("nan", List.of(1L), Float.NaN),
                        KeyMapTest.floats("shape", List.of(1L, 2L), 1, 2),
                        KeyMapTest.floats("b", List.of(1L), 1))));
        try (TensorFile first = WeightFormats.open(a, "");
                TensorFile second = WeightFormats.open(b, "")) {
            WeightsDifference difference = WeightsDifference.of(first, second, Progress.NONE);
            assertEquals(List.of("a"), difference.onlyInFirst());
            assertEquals(List.of("b"), difference.onlyInSecond());
            assertEquals(0, difference.tensors().get(0).absolute());
            WeightsDifference.Row near = difference.tensors().get(1);
            assertEquals(0.5, near.absolute());
            assertEquals(0.0625, near.relative());
            assertEquals("F16 (2)", near.second());
            assertTrue(near.equal(0.07) && !near.equal(0.06));
            assertFalse(difference.tensors().get(2).equal(1e9), "a NaN is no number");
            assertFalse(difference.tensors().get(3).comparable());
            assertFalse(difference.equal(1e9));
            assertTrue(WeightsDifference.of(first, first, Progress.NONE).equal(0));
        }
    }

    @Test
    void aPartOfAFileIsOpenedByTheBeginningOfNames() throws IOException {
        Path pth = Files.write(
                folder.resolve("w.pth"),
                TorchArchive.zip(
                        List.of(KeyMapTest.floats("hr.w", List.of(), 1), KeyMapTest.floats("s2.w", List.of(), 2))));
        Path converted = folder.resolve("w.safetensors");
        try (TensorFile file = WeightFormats.open(pth, "")) {
            new WeightsConversion(file, KeyMap.NONE, Optional.empty(), false).write(converted, Progress.NONE);
        }
        try (TensorFile part = WeightFormats.open(converted, "s2")) {
            assertArrayEquals(new float[] {2}, KeyMapTest.read(part.sources().get("w")));
        }
        CheckpointException e = assertThrows(CheckpointException.class, () -> WeightFormats.open(converted, "s3"));
        assertEquals(converted + ": no tensor's name begins with 's3.'", e.getMessage());
    }

    private Map<String, NDArray> model() {
        Random random = new Random(9);
        Map<String, NDArray> model = new LinkedHashMap<>();
        for (int i = 0; i < 12; i++) {
            NDArray array = manager.zeros(new Shape(i + 1, 7));
            ByteBuffer bytes = array.toByteBuffer(true).order(ByteOrder.nativeOrder());
            while (bytes.hasRemaining()) {
                bytes.putFloat(Float.intBitsToFloat(random.nextInt() & 0xbfffffff));
            }
            model.put("layers." + i + ".weight", array);
        }
        model.put("steps", manager.create(new long[] {Long.MAX_VALUE, -1}));
        model.put("mask", manager.create(new boolean[] {true, false}));
        model.put("scalar", manager.create(-0f));
        return model;
    }

    private Map<String, NDArray> zeros(Map<String, NDArray> model) {
        Map<String, NDArray> zeros = new LinkedHashMap<>();
        model.forEach((name, array) -> zeros.put(name, zero(array.getShape(), array.getDataType())));
        return zeros;
    }

    private NDArray zero(Shape shape, DataType type) {
        return manager.zeros(shape, type);
    }

    private static void assertSame(Map<String, NDArray> expected, Map<String, NDArray> actual) {
        expected.forEach((name, array) ->
                assertEquals(array.toByteBuffer(), actual.get(name).toByteBuffer(), name));
    }

    private void assertOnly(Path file) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(file), files.toList());
        }
    }
}
