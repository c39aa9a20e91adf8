// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.files;

import io.skysense.api.data.DatasetException;
import io.skysense.api.data.LabelMap;
import java.io.IOException;

/** An opened label. Its values are read row by row: labels of whole scenes are large. */
final class LabelFile implements AutoCloseable {

    private final LabelRows rows;
    private final LabelCodes codes;

    /**
     * Opens a label.
     *
     * @param file any raster or array of one band, or of three that hold a colour
     * @param codes which class a value or colour stands for
     * @param array the array's name in an npz file
     * @throws IOException if it cannot be opened or has other bands
     */
    LabelFile(DataFile file, LabelCodes codes, String array) throws IOException {
        this.codes = codes;
        this.rows = file.isArray() ? new ArrayLabelRows(file, array) : new RasterLabelRows(file);
    }

    /** {@return H} */
    int height() {
        return rows.height();
    }

    /** {@return W} */
    int width() {
        return rows.width();
    }

    /**
     * Reads it.
     *
     * @return its class indices
     * @throws DatasetException if it has values that the class table does not know; names them with count and first
     *     pixel
     * @throws IOException if it cannot be read
     */
    LabelMap read() throws IOException {
        byte[] classes = new byte[Math.multiplyExact(height(), width())];
        UnknownLabels unknown = new UnknownLabels(rows.name(), width());
        rows.read(new LabelRows.Sink() {
            @Override
            public void values(int from, double[] values) {
                for (int i = 0; i < values.length; i++) {
                    classes[from + i] = (byte) unknown.check(codes.value(values[i]), from + i, values[i]);
                }
            }

            @Override
            public void bytes(int from, byte[] values) {
                for (int i = 0; i < values.length; i++) {
                    int value = values[i] & 0xff;
                    classes[from + i] = (byte) unknown.check(codes.small(value), from + i, value);
                }
            }

            @Override
            public void colors(int from, byte[] red, byte[] green, byte[] blue) {
                int last = -1;
                int index = LabelCodes.UNKNOWN;
                for (int i = 0; i < red.length; i++) {
                    int rgb = codes.color(red[i] & 0xff, green[i] & 0xff, blue[i] & 0xff);
                    if (rgb != last) {
                        // Neighbours are mostly alike, and finding a colour is slow.
                        index = codes.color(rgb);
                        last = rgb;
                    }
                    classes[from + i] = (byte) unknown.color(index, from + i, rgb);
                }
            }
        });
        unknown.refuse();
        return new LabelMap(height(), width(), classes);
    }

    @Override
    public void close() {
        rows.close();
    }
}
