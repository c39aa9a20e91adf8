// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.incontext;

import io.skysense.api.data.LabelMap;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;

/**
 * Writes the labels of a collage as normalised colours, nearest neighbour throughout. What the network is to predict is
 * a colour image, normalised as natural images are: {@code (value / 255 - mean) / std} with the mean and deviation of
 * ImageNet.
 */
final class CollageTargets {

    private static final double[] MEAN = {0.485, 0.456, 0.406};
    private static final double[] STD = {0.229, 0.224, 0.225};

    private final CollageLayout layout;
    private final int side;
    private final Box box;

    /**
     * Prepares a collage.
     *
     * @param layout how the images lie
     * @param side height and width of an image in HR pixels
     * @param box what is taken out of the collage, in HR pixels
     */
    CollageTargets(CollageLayout layout, int side, Box box) {
        this.layout = layout;
        this.side = side;
        this.box = box;
    }

    /**
     * Normalises a colour.
     *
     * @param channel 0 red, 1 green, 2 blue
     * @param value 0 to 255
     * @return the normalised value
     */
    static float normalized(int channel, int value) {
        return (float) ((value / 255.0 - MEAN[channel]) / STD[channel]);
    }

    /**
     * Writes the labels.
     *
     * @param tiles the images
     * @param colors colour code of each class that is shown; the others are black
     * @param height rows of the network's input
     * @param width columns of it
     * @param out gets (3, height, width)
     * @param offset index in {@code out} of the first value
     */
    void write(List<Tile> tiles, Map<Integer, Integer> colors, int height, int width, FloatBuffer out, int offset) {
        float[][] palette = palette(colors);
        int[] rows = NearestAxis.of(box.height(), height);
        int[] columns = NearestAxis.of(box.width(), width);
        LabelTile[] labels = tiles.stream().map(t -> new LabelTile(t, side)).toArray(LabelTile[]::new);
        float[][] line = new float[3][width];
        for (int r = 0; r < height; r++) {
            int row = box.row() + rows[r];
            for (int c = 0; c < width; ) {
                // As far as the columns lie in the same image.
                int tileColumn = (box.column() + columns[c]) / side;
                int end = (tileColumn + 1) * side - box.column();
                LabelTile label = labels[layout.image(row / side, tileColumn)];
                int from = label.rows[row % side];
                for (; c < width && columns[c] < end; c++) {
                    int at = label.classes[from + label.columns[columns[c] - end + side]] & 0xff;
                    line[0][c] = palette[0][at];
                    line[1][c] = palette[1][at];
                    line[2][c] = palette[2][at];
                }
            }
            for (int channel = 0; channel < line.length; channel++) {
                out.put(offset + (channel * height + r) * width, line[channel]);
            }
        }
    }

    private static float[][] palette(Map<Integer, Integer> colors) {
        float[][] palette = new float[3][256];
        for (int channel = 0; channel < palette.length; channel++) {
            for (int c = 0; c < 256; c++) {
                int value = colors.getOrDefault(c, 0) >> (16 - 8 * channel) & 0xff;
                palette[channel][c] = normalized(channel, value);
            }
        }
        return palette;
    }

    /** A label at the size of its place, without its pixels being copied. */
    private static final class LabelTile {

        private final byte[] classes;
        private final int[] rows;
        private final int[] columns;

        LabelTile(Tile tile, int side) {
            LabelMap label = tile.label();
            Box part = tile.labelPart();
            classes = label.classes();
            rows = NearestAxis.of(part.height(), side);
            columns = NearestAxis.of(part.width(), side);
            for (int i = 0; i < side; i++) {
                rows[i] = (part.row() + rows[i]) * label.width();
                columns[i] += part.column();
            }
            if (tile.flipped()) {
                reverse(columns);
            }
        }

        private static void reverse(int[] values) {
            for (int l = 0, r = values.length - 1; l < r; l++, r--) {
                int swapped = values[l];
                values[l] = values[r];
                values[r] = swapped;
            }
        }
    }
}
