// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.files;

import io.skysense.api.data.ClassTable;
import io.skysense.api.data.DatasetException;
import io.skysense.raster.RasterReader;
import io.skysense.raster.ReadRequest;
import io.skysense.raster.Window;
import java.io.IOException;
import java.util.Arrays;

/** A label in a raster with a band a class, which is not 0 where the class is. */
final class OneHotLabelRows implements LabelRows {

    private static final int PIXELS_AT_ONCE = 1 << 18;

    private final String name;
    private final RasterReader reader;
    private final ClassTable classes;

    /**
     * Takes over an opened raster.
     *
     * @param name what messages call it
     * @param reader closed with this, and if this fails
     * @param classes one a band; the first ignored value stands where no band is set
     * @throws DatasetException if the bands are not as many
     */
    OneHotLabelRows(String name, RasterReader reader, ClassTable classes) throws DatasetException {
        this.name = name;
        this.reader = reader;
        this.classes = classes;
        if (reader.bands() != classes.size()) {
            int bands = reader.bands();
            reader.close();
            throw new DatasetException(name + ": " + bands + " bands; this label has one a class, " + classes.size());
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int height() {
        return reader.height();
    }

    @Override
    public int width() {
        return reader.width();
    }

    @Override
    public void read(Sink sink) throws IOException {
        int step = Math.max(1, PIXELS_AT_ONCE / width());
        for (int row = 0; row < height(); row += step) {
            Window window = new Window(0, row, width(), Math.min(step, height() - row));
            int plane = window.width() * window.height();
            float[] all = reader.readFloats(ReadRequest.of(window));
            double[] values = new double[plane];
            Arrays.fill(
                    values,
                    classes.ignored().isEmpty() ? Double.NaN : classes.ignored().get(0));
            for (int band = 0; band < classes.size(); band++) {
                for (int i = 0; i < plane; i++) {
                    if (all[band * plane + i] != 0) {
                        values[i] = classes.classes().get(band).value();
                    }
                }
            }
            sink.values(row * width(), values);
        }
    }

    @Override
    public void close() {
        reader.close();
    }
}
