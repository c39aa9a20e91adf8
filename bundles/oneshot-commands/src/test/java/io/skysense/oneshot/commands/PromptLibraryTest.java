// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.oneshot.commands;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skysense.api.config.SettingsException;
import io.skysense.api.data.ClassTable;
import io.skysense.api.data.ImageCube;
import io.skysense.api.data.LabelMap;
import io.skysense.api.data.Modality;
import io.skysense.api.data.Sample;
import io.skysense.raster.Compression;
import io.skysense.raster.PixelType;
import io.skysense.raster.RasterSpec;
import io.skysense.raster.RasterWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A library of prompts as people write it by hand, and as numbers. */
class PromptLibraryTest {

    private static final String TABLE = """
            {
              // As little as one needs to write.
              "table": {"classes": {"classes": [
                {"value": 0, "name": "dry", "color": "#000000"}, {"value": 7, "name": "water", "color": "#0000ff"}]}},
              "prompts": [{"image": "a.tif", "mask": "b.tif"}]
            }
            """;

    @TempDir
    Path folder;

    private PromptLibrary library() throws IOException {
        Files.writeString(folder.resolve(PromptLibrary.FILE), TABLE);
        return PromptLibrary.read(folder);
    }

    private void image(int width, int height, int bands) throws IOException {
        byte[] pixels = new byte[width * height * bands];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i % width * 10);
        }
        RasterWriter.writeGeoTiff(
                folder.resolve("a.tif"),
                RasterSpec.of(width, height, bands, PixelType.UINT8),
                Compression.NONE,
                pixels);
    }

    /** The right half is water, and the first row has no data. */
    private void mask(int width, int height, int water) throws IOException {
        byte[] pixels = new byte[width * height];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i < width ? 255 : i % width < width / 2 ? 0 : water);
        }
        RasterWriter.writeGeoTiff(
                folder.resolve("b.tif"),
                RasterSpec.of(width, height, 1, PixelType.UINT8).withNodata(255),
                Compression.NONE,
                pixels);
    }

    @Test
    void imagesAreNormalisedAndMasksBecomeClassIndices() throws IOException {
        image(4, 4, 3);
        mask(4, 4, 7);

        PromptArrays arrays = PromptArrays.read(folder, library(), 4);

        assertEquals((0f / 255 - 0.485f) / 0.229f, arrays.images()[0], 1e-5);
        assertEquals((10f / 255 - 0.485f) / 0.229f, arrays.images()[1], 1e-5);
        assertEquals((30f / 255 - 0.406f) / 0.225f, arrays.images()[2 * 16 + 3], 1e-5);
        float none = ClassTable.IGNORE;
        assertArrayEquals(new float[] {none, none, none, none, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1, 1}, arrays.labels());
    }

    @Test
    void theSquareInTheMiddleIsTakenAndResized() throws IOException {
        image(8, 4, 3);
        mask(8, 4, 7);

        PromptArrays arrays = PromptArrays.read(folder, library(), 2);

        assertEquals(3 * 4, arrays.images().length);
        assertArrayEquals(new float[] {0, 1, 0, 1}, arrays.labels());
    }

    @Test
    void filesThatDoNotFitAreNamed() throws IOException {
        image(4, 4, 2);
        mask(4, 4, 7);
        refused("a.tif: 2 bands, but the library's table has 3 (red, green, blue)");
        image(4, 4, 3);
        mask(6, 4, 7);
        refused("b.tif: 6x4 pixels, but");
        mask(4, 4, 9);
        refused("b.tif: holds 9, which is no class");
        Files.delete(folder.resolve("b.tif"));
        refused("b.tif");
    }

    private void refused(String cause) {
        String message = assertThrows(IOException.class, () -> PromptArrays.read(folder, library(), 4))
                .getMessage();
        assertTrue(message.contains(cause), message);
    }

    @Test
    void aLibraryWithoutPromptsOrClassesIsNone() throws IOException {
        for (String text : List.of("{}", "{\"prompts\": [{\"image\": \"a\", \"mask\": \"b\"}]}")) {
            Files.writeString(folder.resolve(PromptLibrary.FILE), text);
            String message = assertThrows(SettingsException.class, () -> PromptLibrary.read(folder))
                    .getMessage();
            assertTrue(message.contains("no prompts") || message.contains("no classes"), message);
        }
    }

    @Test
    void whatIsDrawnIsReadAgain() throws IOException {
        PromptLibrary library = library();
        float[] values = new float[3 * 4];
        values[1] = 200;
        Sample sample = new Sample(
                "one",
                Map.of(Modality.HR, new ImageCube(1, 3, 2, 2, values)),
                Optional.of(new LabelMap(2, 2, new byte[] {0, 1, (byte) ClassTable.IGNORE, 0})),
                Map.of(),
                Optional.empty());

        var files = new PromptWriter(folder, library.table().classes()).write(1, sample);
        new PromptLibrary(library.table(), List.of(files)).write(folder);
        PromptLibrary read = PromptLibrary.read(folder);

        assertEquals(library.table(), read.table());
        PromptArrays arrays = PromptArrays.read(folder, read, 2);
        assertArrayEquals(new float[] {0, 1, ClassTable.IGNORE, 0}, arrays.labels());
        assertEquals((200f / 255 - 0.485f) / 0.229f, arrays.images()[1], 1e-5);
    }
}
