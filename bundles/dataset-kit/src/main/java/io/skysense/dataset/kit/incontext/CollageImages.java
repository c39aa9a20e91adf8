// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.incontext;

import io.skysense.api.data.BandTable;
import io.skysense.api.data.ImageCube;
import io.skysense.api.data.Modality;
import io.skysense.dataset.kit.transform.Normalization;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes one modality of a collage: each image is resized to its place, the box that is taken out of the collage is
 * resized to the size of the network's input, and that is normalised. Only images that the box shows are read; the
 * collage itself is never made, but row by row on its way to the input.
 *
 * <p>Whole-numbered HR and S2 images stay whole-numbered when they are resized to their place, as in the reference:
 * values are rounded half to even, and not clamped.
 */
final class CollageImages {

    private final BandTable bands;
    private final CollageLayout layout;
    private final int side;
    private final Box box;

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
        List<Placed> images = new ArrayList<>();
        for (int i = 0; i < tiles.size(); i++) {
            Box place = layout.tile(i, side);
            Box seen = box.intersect(place);
            if (!seen.isEmpty() && tiles.get(i).modalities().contains(bands.modality())) {
                images.add(placed(tiles.get(i), seen, place));
            }
        }
        Normalization normalization = Normalization.of(bands);
        Bicubic bicubic = new Bicubic(box.height(), box.width(), height, width, false);
        float[][] lines = new float[Rows.AT_ONCE][width];
        for (int band = 0; band < bands.bands().size(); band++) {
            int number = band;
            Rows collage =
                    new CollageRows(images.stream().map(p -> p.rows(number)).toList(), CubicAxis.MARGIN, box.width());
            Rows rows = bicubic.shrink(collage);
            for (int row = 0; row < height; row += Rows.AT_ONCE) {
                int count = Math.min(Rows.AT_ONCE, height - row);
                rows.read(row, count, lines, 0);
                for (int i = 0; i < count; i++) {
                    normalization.apply(band, lines[i]);
                    out.put(offset + (band * height + row + i) * width, lines[i]);
                }
            }
        }
    }

    private Placed placed(Tile tile, Box seen, Box place) throws IOException {
        ImageCube image = tile.read(bands.modality(), bands.bands().size());
        return new Placed(
                image,
                new Bicubic(image.height(), image.width(), side, side, tile.flipped()),
                seen.moved(-place.row(), -place.column()),
                seen.moved(-box.row(), -box.column()),
                bands.modality() != Modality.S1 && Whole.are(image.values()));
    }

    /**
     * An image and its place.
     *
     * @param image its pixels
     * @param bicubic resizes it to its place
     * @param part which of the resized pixels are seen
     * @param target where they lie in the box
     * @param whole whether they are rounded
     */
    private record Placed(ImageCube image, Bicubic bicubic, Box part, Box target, boolean whole) {

        CollageRows.Part rows(int band) {
            Rows source = new PlaneRows(image.values(), image.index(0, band, 0, 0), image.width(), CubicAxis.MARGIN);
            int at = CubicAxis.MARGIN + target.column();
            Rows resized = bicubic.resize(source, part.column(), part.width(), at);
            return new CollageRows.Part(whole ? new WholeRows(resized, at, part.width()) : resized, part.row(), target);
        }
    }
}
