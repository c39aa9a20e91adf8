// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import io.skysense.api.infer.MapRequest;
import io.skysense.api.progress.Progress;
import io.skysense.raster.Compression;
import io.skysense.raster.PixelType;
import io.skysense.raster.RasterSpec;
import io.skysense.raster.RasterWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BadInputTest {

    @TempDir
    Path folder;

    private LocalModel model;
    private Path output;

    @BeforeEach
    void open() {
        model = new LocalModel(3, 1);
        output = folder.resolve("map.tif");
    }

    @AfterEach
    void close() {
        model.close();
    }

    @Test
    void anotherNumberOfBandsIsToldWithTheOneExpected() throws IOException {
        Path two = Scene.geoTiff(folder.resolve("two.tif"), 2, 50, 50);

        assertEquals(two + ": 2 bands, but the model reads 3 (red, green, blue)", failure(two));
    }

    @Test
    void aMissingFileIsNamed() {
        Path none = folder.resolve("none.tif");

        assertTrue(failure(none).startsWith(none.toString()), failure(none));
    }

    @Test
    void aFileThatIsNoRasterIsNamed() throws IOException {
        Path text = Files.writeString(folder.resolve("text.tif"), "no raster");

        assertTrue(failure(text).startsWith(text.toString()), failure(text));
    }

    @Test
    void aTruncatedRasterIsNamedAndNothingIsLeftOfTheMap() throws IOException {
        Path file = folder.resolve("cut.tif");
        RasterWriter.writeGeoTiff(
                file, RasterSpec.of(600, 600, 3, PixelType.UINT8), Compression.DEFLATE, Scene.pixels(3, 600, 600, 1));
        byte[] bytes = Files.readAllBytes(file);
        // GDAL puts the directory first, so the head of a cut file is sound.
        Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));

        String failure = failure(file);

        assertTrue(failure.startsWith(file.toString()), failure);
        assertFalse(failure.contains("\n"), failure);
        assertFalse(Files.exists(folder.resolve("map.tif.partial")));
    }

    @Test
    void theInputIsNotOverwritten() throws IOException {
        Path input = Scene.geoTiff(folder.resolve("in.tif"), 3, 50, 50);
        byte[] before = Files.readAllBytes(input);
        Path link = Files.createSymbolicLink(folder.resolve("link.tif"), input);

        assertEquals(input + ": would overwrite the input", failure(Scene.request(input, input, 64, 16)));
        assertEquals(link + ": would overwrite the input", failure(Scene.request(input, link, 64, 16)));
        assertEquals(
                input + ": would overwrite the input",
                failure(new MapRequest(folder, input, output, 64, 16, Optional.of(input))));
        assertEquals(
                output + ": map and probabilities cannot be one file",
                failure(new MapRequest(folder, input, output, 64, 16, Optional.of(output))));
        assertEquals(-1, Arrays.mismatch(before, Files.readAllBytes(input)));
    }

    @Test
    void anOutputWithoutAFolderIsRefusedBeforeAnyWork() throws IOException {
        Path input = Scene.geoTiff(folder.resolve("in.tif"), 3, 50, 50);
        Path nowhere = folder.resolve("none/map.tif");
        Path inFile = input.resolve("map.tif");
        Path taken = Files.createDirectory(folder.resolve("taken"));

        assertEquals(
                nowhere + ": cannot be written: no folder " + nowhere.getParent(),
                failure(Scene.request(input, nowhere, 64, 16)));
        assertEquals(inFile + ": cannot be written: no folder " + input, failure(Scene.request(input, inFile, 64, 16)));
        assertEquals(
                taken + ": cannot be written: a folder stands there", failure(Scene.request(input, taken, 64, 16)));
        assertEquals(
                nowhere + ": cannot be written: no folder " + nowhere.getParent(),
                failure(new MapRequest(folder, input, output, 64, 16, Optional.of(nowhere))));
    }

    @Test
    void aModelThatGivesNoNumbersIsTold() throws IOException {
        Path input = Scene.geoTiff(folder.resolve("in.tif"), 3, 50, 50);
        NDArray weights = model.state().get("head.second");
        weights.muli(Float.NaN);

        String failure = failure(input);

        assertTrue(failure.startsWith("the model gives NaN at row 0, column 0"), failure);
        assertFalse(Files.exists(folder.resolve("map.tif.partial")));
    }

    @Test
    void anInputThatBreaksInTheMiddleLeavesNothing() throws IOException {
        Path input = folder.resolve("in.tif");
        RasterWriter.writeGeoTiff(
                input, RasterSpec.of(600, 600, 3, PixelType.UINT8), Compression.NONE, Scene.pixels(3, 600, 600, 1));
        Progress breaker = new Progress() {
            @Override
            public void update(long done, java.util.Map<String, Double> figures) {
                try {
                    byte[] bytes = Files.readAllBytes(input);
                    Files.write(input, Arrays.copyOf(bytes, 5000));
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            }
        };

        IOException failure = assertThrows(
                IOException.class,
                () -> Scene.predict(model, Scene.request(input, output, 64, 16), Scene.CAREFUL, breaker));

        assertTrue(failure.getMessage().startsWith(input.toString()), failure.getMessage());
        assertFalse(Files.exists(folder.resolve("map.tif.partial")));
        assertFalse(Files.exists(output));
    }

    private String failure(Path input) {
        return failure(Scene.request(input, output, 64, 16));
    }

    private String failure(MapRequest request) {
        String message = assertThrows(IOException.class, () -> Scene.predict(model, request, Progress.NONE))
                .getMessage();
        assertFalse(Files.isRegularFile(output));
        return message;
    }
}
