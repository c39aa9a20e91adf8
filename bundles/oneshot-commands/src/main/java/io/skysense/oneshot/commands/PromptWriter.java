// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.oneshot.commands;

import io.skysense.api.data.ClassTable;
import io.skysense.api.data.ClassTable.LabelClass;
import io.skysense.api.data.ImageCube;
import io.skysense.api.data.LabelMap;
import io.skysense.api.data.Modality;
import io.skysense.api.data.Sample;
import io.skysense.oneshot.commands.PromptLibrary.PromptFiles;
import io.skysense.raster.Compression;
import io.skysense.raster.Palette;
import io.skysense.raster.PixelType;
import io.skysense.raster.RasterSpec;
import io.skysense.raster.RasterWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Writes samples as prompts: GeoTIFFs that a GIS shows, the mask in the classes' colours.
 *
 * @param folder of the library
 * @param classes of the masks
 */
record PromptWriter(Path folder, ClassTable classes) {

    private static final int NODATA = 255;

    /**
     * Writes one.
     *
     * @param number of the prompt, from 1
     * @param sample has an hr image and a label
     * @return its files
     * @throws IOException if it lacks one of them, or cannot be written
     */
    PromptFiles write(int number, Sample sample) throws IOException {
        ImageCube image = sample.images().get(Modality.HR);
        LabelMap label = sample.label().orElse(null);
        if (image == null || label == null) {
            throw new IOException(
                    sample.id() + ": has no " + (image == null ? "hr image" : "label") + "; a prompt has both");
        }
        PromptFiles files = new PromptFiles("%03d-image.tif".formatted(number), "%03d-mask.tif".formatted(number));
        writeImage(folder.resolve(files.image()), image, sample);
        writeMask(folder.resolve(files.mask()), label, sample);
        return files;
    }

    private static void writeImage(Path file, ImageCube image, Sample sample) throws IOException {
        float[] values = image.values();
        byte[] bytes = bytes(values);
        PixelType type = bytes == null ? PixelType.FLOAT32 : PixelType.UINT8;
        RasterSpec spec = RasterSpec.of(image.width(), image.height(), image.bands(), type)
                .withReference(sample.place());
        if (bytes == null) {
            RasterWriter.writeGeoTiff(file, spec, Compression.DEFLATE, values);
        } else {
            RasterWriter.writeGeoTiff(file, spec, Compression.DEFLATE, bytes);
        }
    }

    /** The values as bytes, if they are. */
    private static byte[] bytes(float[] values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            int value = (int) values[i];
            if (value != values[i] || value < 0 || value > 255) {
                return null;
            }
            bytes[i] = (byte) value;
        }
        return bytes;
    }

    private void writeMask(Path file, LabelMap label, Sample sample) throws IOException {
        byte[] values = new byte[label.classes().length];
        for (int i = 0; i < values.length; i++) {
            int index = label.classes()[i] & 0xff;
            values[i] = (byte) (index == ClassTable.IGNORE ? NODATA : value(index));
        }
        RasterSpec spec = RasterSpec.of(label.width(), label.height(), 1, PixelType.UINT8)
                .withReference(sample.place())
                .withNodata(NODATA)
                .withClasses(palette(), List.of());
        RasterWriter.writeGeoTiff(file, spec, Compression.DEFLATE, values);
    }

    private int value(int index) throws IOException {
        LabelClass entry = classes.classes().get(index);
        if (entry.value() < 0 || entry.value() >= NODATA) {
            throw new IOException("class " + entry.name() + " has the label value " + entry.value()
                    + "; masks hold values from 0 to " + (NODATA - 1));
        }
        return entry.value();
    }

    private Palette palette() {
        List<Integer> colours = new ArrayList<>(Collections.nCopies(NODATA + 1, 0));
        classes.classes().stream()
                .filter(c -> c.value() >= 0 && c.value() < NODATA)
                .forEach(c -> colours.set(c.value(), c.rgb()));
        return Palette.ofRgb(colours);
    }
}
