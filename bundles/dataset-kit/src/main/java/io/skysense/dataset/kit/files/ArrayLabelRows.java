// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.files;

import io.skysense.api.data.DatasetException;
import java.io.IOException;
import java.util.List;

/** A label in a NumPy array: (H, W) or (1, H, W) values, (3, H, W) colours; or (C, H, W) of which the first are values. */
final class ArrayLabelRows implements LabelRows {

    private static final int COLOR = 3;

    private final String name;
    private final ArrayFile array;
    private final int bands;
    private final int height;
    private final int width;

    ArrayLabelRows(DataFile file, String arrayName, boolean first) throws IOException {
        name = file.name();
        array = new ArrayFile(file, arrayName);
        List<Long> shape = array.shape();
        int rank = shape.size();
        boolean values = rank == 2 || rank == 3 && (first || shape.get(0) == 1);
        boolean color = !values && rank == 3 && shape.get(0) == COLOR;
        long pixels = values || color ? shape.get(rank - 2) * shape.get(rank - 1) : 0;
        if (pixels < 1 || pixels > Integer.MAX_VALUE / COLOR) {
            array.close();
            throw new DatasetException(
                    name + ": an array of shape " + shape + " is no label: (H, W), (1, H, W) or (3, H, W)");
        }
        bands = color ? COLOR : 1;
        height = Math.toIntExact(shape.get(rank - 2));
        width = Math.toIntExact(shape.get(rank - 1));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int height() {
        return height;
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public void read(Sink sink) throws IOException {
        int pixels = height * width;
        if (bands == 1) {
            double[] values = new double[pixels];
            array.read(0, pixels, (index, value) -> values[index] = value);
            sink.values(0, values);
            return;
        }
        byte[][] planes = new byte[COLOR][pixels];
        array.read(0, COLOR * pixels, (index, value) -> planes[index / pixels][index % pixels] = (byte) (int) value);
        sink.colors(0, planes[0], planes[1], planes[2]);
    }

    @Override
    public void close() {
        array.close();
    }
}
