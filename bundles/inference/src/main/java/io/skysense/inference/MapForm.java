// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.inference;

import io.skysense.api.data.DatasetTable;
import io.skysense.api.data.LabelKind;
import io.skysense.raster.CogOptions;
import io.skysense.raster.RasterSpec;
import java.nio.ByteBuffer;
import java.util.Optional;

/** What a map holds: how the sums of what tiles say become the pixels of its rasters. */
sealed interface MapForm permits ClassMapForm, ValueMapForm {

    /**
     * The form of what a head says. What it says of images holds for every pixel of a tile.
     *
     * @param kind of what the head says
     * @param table classes and quantities
     * @return the form
     * @throws IllegalArgumentException for objects, which {@link ObjectJob} writes
     */
    static MapForm of(LabelKind kind, DatasetTable table) {
        return switch (kind) {
            case PIXEL_CLASSES, IMAGE_CLASSES -> new ClassMapForm(new ClassCoding(table.classes()));
            case PIXEL_VALUES, IMAGE_VALUES -> new ValueMapForm(table.quantities());
            case OBJECTS -> throw new IllegalArgumentException("objects make no map");
        };
    }

    /** {@return K or V: how many numbers a tile says of each pixel} */
    int channels();

    /** {@return bytes of a pixel of the map} */
    int pixelBytes();

    /** {@return the map to be, not placed yet} */
    RasterSpec map(int width, int height);

    /** {@return how the finished map is written} */
    CogOptions cog();

    /** {@return the probabilities to be, one band of bytes a class; empty if there are none to this map} */
    Optional<RasterSpec> shares(int width, int height);

    /**
     * Decodes finished pixels.
     *
     * @param sums of weighted answers, whose weights sum to 1 at each pixel
     * @param rows of them, from the top
     * @param columns of them, from the left
     * @param map to fill, (bands, rows, columns) in the map's type
     * @param shares to fill with bytes of probabilities, (K, rows, columns); null if they are not wanted
     * @return whether every sum is a number
     */
    boolean decode(Sums sums, int rows, int columns, ByteBuffer map, byte[] shares);

    /**
     * Sums of a window of pixels.
     *
     * @param values of channel k, row y and column x at {@code k * plane + y * stride + x}
     * @param valid not 0 where the input has data, at {@code y * stride + x}
     * @param plane from channel to channel
     * @param stride from row to row
     */
    record Sums(float[] values, byte[] valid, int plane, int stride) {}
}
