// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.incontext;

import io.skysense.api.data.BandTable;
import io.skysense.api.data.ImageCube;
import io.skysense.api.data.Modality;
import io.skysense.dataset.kit.transform.Normalization;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * Writes one modality of a collage: each image is resized to its place, all are normalised, and the box that is taken
 * out of the collage is resized to the size of the network's input. Only images that the box shows are read.
 *
 * <p>Whole-numbered HR and S2 images stay whole-numbered when they are resized to their place, as in the reference:
 * values are rounded half to even, and not clamped.
 */
final class CollageImages {

    private final BandTable bands;
    private final CollageLayout layout;
    private final int side;
    private final Box box;
    private final float[] values;

    /**
     * Prepares a modality.
     *
     * @param bands its table
     * @param layout how the images lie
     * @param side height and width of an image of this modality
     * @param box what is taken out of the collage, in pixels of this modality
     */
    CollageImages(BandTable bands, CollageLayout layout, int side, Box box) {
        this.bands = bands;
        this.layout = layout;
        this.side = side;
        this.box = box;
        this.values = new float[bands.bands().size() * box.height() * box.width()];
    }

    /**
     * Reads and writes the images.
     *
     * @param tiles the images; zeros stand for those without the modality
     * @param height rows of the network's input
     * @param width columns of it
     * @param out gets (C, height, width), normalised
     * @param offset index in {@code out} of the first value
     * @throws IOException if a scene cannot be read
     */
    void write(List<Tile> tiles, int height, int width, FloatBuffer out, int offset) throws IOException {
        for (int i = 0; i < tiles.size(); i++) {
            Box place = layout.tile(i, side);
            Box seen = box.intersect(place);
            if (!seen.isEmpty() && tiles.get(i).modalities().contains(bands.modality())) {
                place(tiles.get(i), seen, place);
            }
        }
        resize(height, width, out, offset);
    }

    private void place(Tile tile, Box seen, Box place) throws IOException {
        ImageCube image = tile.read(bands.modality(), bands.bands().size());
        Bicubic bicubic = new Bicubic(image.height(), image.width(), side, side, tile.flipped());
        Box part = seen.moved(-place.row(), -place.column());
        boolean whole = bands.modality() != Modality.S1 && Whole.are(image.values());
        for (int band = 0; band < image.bands(); band++) {
            int at = (band * box.height() + seen.row() - box.row()) * box.width() + seen.column() - box.column();
            bicubic.resize(image.values(), image.index(0, band, 0, 0), part, values, at, box.width());
            for (int r = 0; whole && r < seen.height(); r++) {
                Whole.round(values, at + r * box.width(), seen.width());
            }
        }
    }

    private void resize(int height, int width, FloatBuffer out, int offset) {
        Normalization normalization = Normalization.of(bands);
        Bicubic bicubic = new Bicubic(box.height(), box.width(), height, width, false);
        Box all = Box.whole(height, width);
        float[] plane = new float[height * width];
        int pixels = box.height() * box.width();
        for (int band = 0; band < bands.bands().size(); band++) {
            normalization.apply(band, values, band * pixels, pixels);
            bicubic.resize(values, band * pixels, all, plane, 0, width);
            out.put(offset + band * plane.length, plane);
        }
    }
}
