// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.oneshot.commands;

import io.skysense.api.data.BandTable;
import io.skysense.api.data.ClassTable;
import io.skysense.dataset.kit.transform.Normalization;
import io.skysense.oneshot.commands.PromptLibrary.PromptFiles;
import io.skysense.raster.InvalidPixels;
import io.skysense.raster.RasterInfo;
import io.skysense.raster.RasterReader;
import io.skysense.raster.ReadRequest;
import io.skysense.raster.Resampling;
import io.skysense.raster.Window;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.IntStream;

/**
 * The prompts of a library as numbers: of each, the largest square in its middle, at one size.
 *
 * @param images (k, C, S, S) normalised
 * @param labels (k, S, S) class indices, {@link ClassTable#IGNORE} where the mask has an ignored value or no data
 */
record PromptArrays(float[] images, float[] labels) {

    /**
     * Reads them.
     *
     * @param folder of the library
     * @param library the library
     * @param side S
     * @return the numbers
     * @throws IOException if a file cannot be read, does not fit, or holds a value that is no class
     */
    static PromptArrays read(Path folder, PromptLibrary library, int side) throws IOException {
        BandTable bands = library.bands(folder);
        int count = library.prompts().size();
        int pixels = Math.multiplyExact(side, side);
        int planes = bands.bands().size() * pixels;
        float[] images = new float[Math.multiplyExact(count, planes)];
        float[] labels = new float[Math.multiplyExact(count, pixels)];
        for (int i = 0; i < count; i++) {
            PromptFiles files = library.prompts().get(i);
            try (RasterReader image = RasterReader.open(folder.resolve(files.image()));
                    RasterReader mask = RasterReader.open(folder.resolve(files.mask()))) {
                check(image.info(), mask.info(), bands);
                System.arraycopy(image(image, bands, side), 0, images, i * planes, planes);
                System.arraycopy(labels(mask, library.table().classes(), side), 0, labels, i * pixels, pixels);
            }
        }
        return new PromptArrays(images, labels);
    }

    private static void check(RasterInfo image, RasterInfo mask, BandTable bands) throws IOException {
        int wanted = bands.bands().size();
        boolean alpha = image.bands().size() == wanted + 1
                && image.band(wanted + 1).color().equals("Alpha");
        if (image.bands().size() != wanted && !alpha) {
            throw new IOException(image.source() + ": " + image.bands().size() + " bands, but the library's table has "
                    + wanted + " (" + String.join(", ", bands.bands()) + ")");
        }
        if (mask.bands().size() != 1) {
            throw new IOException(mask.source() + ": " + mask.bands().size() + " bands; a mask has one");
        }
        if (mask.width() != image.width() || mask.height() != image.height()) {
            throw new IOException(mask.source() + ": " + mask.width() + "x" + mask.height() + " pixels, but "
                    + image.source() + " has " + image.width() + "x" + image.height());
        }
    }

    private static float[] image(RasterReader reader, BandTable bands, int side) throws IOException {
        int[] numbers = IntStream.rangeClosed(1, bands.bands().size()).toArray();
        ReadRequest request = middle(reader.info(), side, Resampling.BILINEAR).withBands(numbers);
        float[] values = reader.readFilled(request, InvalidPixels.BAND_MEAN).values();
        Normalization normalization = Normalization.of(bands);
        for (int b = 0; b < numbers.length; b++) {
            normalization.apply(b, values, b * side * side, side * side);
        }
        return values;
    }

    private static float[] labels(RasterReader reader, ClassTable classes, int side) throws IOException {
        ReadRequest request = middle(reader.info(), side, Resampling.NEAREST);
        int[] values = reader.readInts(request);
        byte[] has = reader.readMask(request);
        float[] labels = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            int index = has[i] == 0 ? ClassTable.IGNORE : classes.indexOf(values[i]);
            if (index < 0) {
                throw new IOException(reader.info().source() + ": holds " + values[i] + ", which is no class");
            }
            labels[i] = index;
        }
        return labels;
    }

    private static ReadRequest middle(RasterInfo info, int side, Resampling resampling) {
        int square = Math.min(info.width(), info.height());
        Window window = new Window((info.width() - square) / 2, (info.height() - square) / 2, square, square);
        return ReadRequest.of(window).withSize(side, side, resampling);
    }
}
