// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit;

import io.skysense.api.data.ClassTable;
import io.skysense.api.data.DatasetException;
import io.skysense.api.data.LabelMap;
import io.skysense.raster.RasterReader;
import io.skysense.raster.ReadRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Reads label files, one band of class values, as class indices. */
final class LabelFiles {

    private static final int UNKNOWN = -1;
    private static final int NAMED = 5;

    private final ClassTable classes;
    private final int[] bytes = new int[256];

    LabelFiles(ClassTable classes) {
        this.classes = classes;
        for (int value = 0; value < bytes.length; value++) {
            bytes[value] = classes.indexOf(value);
        }
    }

    /**
     * Reads a label.
     *
     * @param file any raster of one band
     * @return its class indices
     * @throws DatasetException if it has more bands, or values that the class table does not know; names them with
     *     count and first pixel
     * @throws IOException if it cannot be read
     */
    LabelMap read(Path file) throws IOException {
        try (RasterReader reader = RasterReader.open(file)) {
            if (reader.bands() != 1) {
                throw new DatasetException(file + ": " + reader.bands() + " bands; a label has 1");
            }
            ReadRequest all = ReadRequest.of(reader.info().window());
            byte[] indices = reader.info().band(1).type().floating()
                    ? fromFloats(file, reader.readFloats(all), reader.width())
                    : fromInts(file, reader.readInts(all), reader.width());
            return new LabelMap(reader.height(), reader.width(), indices);
        }
    }

    private byte[] fromInts(Path file, int[] values, int width) throws DatasetException {
        byte[] indices = new byte[values.length];
        boolean unknown = false;
        for (int i = 0; i < values.length; i++) {
            int value = values[i];
            int index = value >= 0 && value < bytes.length ? bytes[value] : classes.indexOf(value);
            unknown |= index == UNKNOWN;
            indices[i] = (byte) index;
        }
        if (unknown) {
            double[] all = new double[values.length];
            Arrays.setAll(all, i -> values[i]);
            throw refuse(file, all, width);
        }
        return indices;
    }

    private byte[] fromFloats(Path file, float[] values, int width) throws DatasetException {
        byte[] indices = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            int index = indexOf(values[i]);
            if (index == UNKNOWN) {
                double[] all = new double[values.length];
                Arrays.setAll(all, k -> values[k]);
                throw refuse(file, all, width);
            }
            indices[i] = (byte) index;
        }
        return indices;
    }

    private int indexOf(double value) {
        return value == (int) value ? classes.indexOf((int) value) : UNKNOWN;
    }

    private DatasetException refuse(Path file, double[] values, int width) {
        Map<Double, long[]> unknown = new TreeMap<>();
        for (int i = 0; i < values.length; i++) {
            if (indexOf(values[i]) == UNKNOWN) {
                int pixel = i;
                unknown.computeIfAbsent(values[i], v -> new long[] {0, pixel})[0]++;
            }
        }
        String named = unknown.entrySet().stream()
                .limit(NAMED)
                .map(e -> "%s (%d pixels, the first at column %d, row %d)"
                        .formatted(text(e.getKey()), e.getValue()[0], e.getValue()[1] % width, e.getValue()[1] / width))
                .collect(Collectors.joining(", "));
        String more = unknown.size() > NAMED ? " and " + (unknown.size() - NAMED) + " more" : "";
        return new DatasetException(file + ": label values that the class table does not know: " + named + more);
    }

    private static String text(double value) {
        return value == (long) value ? Long.toString((long) value) : Double.toString(value);
    }
}
