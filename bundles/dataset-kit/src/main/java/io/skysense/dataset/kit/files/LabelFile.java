// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.files;

import io.skysense.api.data.DatasetException;
import io.skysense.api.data.LabelMap;
import io.skysense.dataset.kit.layout.FileLayout;
import io.skysense.dataset.kit.layout.LabelForm;
import io.skysense.dataset.kit.layout.SampleParts;
import io.skysense.dataset.kit.loader.BufferPool;
import io.skysense.raster.RasterReader;
import java.io.IOException;
import java.util.Optional;
import java.util.SortedSet;

/** An opened label. Its values are read row by row: labels of whole scenes are large. */
final class LabelFile implements AutoCloseable {

    private final LabelRows rows;
    private final LabelCodes codes;

    /**
     * Opens a label.
     *
     * @param file any raster or array in the form that the layout says
     * @param codes which class a value or colour stands for
     * @param layout the form, and the array's name in an npz file
     * @param parts asked first
     * @param buffers lends room for pixels
     * @throws IOException if it cannot be opened or has other bands
     */
    LabelFile(DataFile file, LabelCodes codes, FileLayout layout, SampleParts parts, BufferPool buffers)
            throws IOException {
        this.codes = codes;
        this.rows = rows(file, codes, layout, parts, buffers);
    }

    private static LabelRows rows(
            DataFile file, LabelCodes codes, FileLayout layout, SampleParts parts, BufferPool buffers)
            throws IOException {
        Optional<LabelMap> given =
                file.path().isPresent() ? parts.label(file.path().get()) : Optional.empty();
        if (given.isPresent()) {
            return new GivenLabelRows(file.name(), given.get());
        }
        boolean first = layout.label() == LabelForm.FIRST_BAND;
        if (file.isArray()) {
            return new ArrayLabelRows(file, layout.array(), first);
        }
        if (layout.label() == LabelForm.ONE_HOT) {
            RasterReader reader = file.open();
            if (reader.bands() > 1) {
                return new OneHotLabelRows(file.name(), reader, codes.classes());
            }
            reader.close();
        }
        return new RasterLabelRows(file, first, buffers);
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
                // Of labels that hold only what is known, which is nearly all, no pixel is looked at twice.
                if (!codes.translate(values, classes, from)) {
                    for (int i = 0; i < values.length; i++) {
                        int value = values[i] & 0xff;
                        unknown.check(codes.small(value), from + i, value);
                    }
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

    /**
     * Looks which classes there are, without making the map of them.
     *
     * @return class indices, ascending
     * @throws DatasetException if it has values that the class table does not know; names them with count and first
     *     pixel
     * @throws IOException if it cannot be read
     */
    SortedSet<Integer> classes() throws IOException {
        PresentClasses present = new PresentClasses(codes);
        rows.read(present);
        if (present.unknown()) {
            // Only the slow way knows which values and where.
            read();
        }
        return present.classes();
    }

    @Override
    public void close() {
        rows.close();
    }
}
