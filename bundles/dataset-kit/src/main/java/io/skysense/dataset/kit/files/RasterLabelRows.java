// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.files;

import io.skysense.api.data.DatasetException;
import io.skysense.dataset.kit.loader.BufferPool;
import io.skysense.raster.PixelType;
import io.skysense.raster.RasterReader;
import io.skysense.raster.ReadRequest;
import io.skysense.raster.Window;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** A label in a raster: one band of values, or the first three of three or four as a colour; or the first of any. */
final class RasterLabelRows implements LabelRows {

    /** As many as stay in the processor's cache until they have been looked at. */
    private static final int PIXELS_AT_ONCE = 1 << 18;

    private final String name;
    private final RasterReader reader;
    private final boolean color;
    private final BufferPool buffers;

    RasterLabelRows(DataFile file, boolean first, BufferPool buffers) throws IOException {
        this.buffers = buffers;
        name = file.name();
        reader = file.open();
        int bands = first ? 1 : reader.bands();
        color = bands > 1;
        if (bands != 1 && bands != 3 && bands != 4) {
            reader.close();
            throw new DatasetException(name + ": " + bands + " bands; a label has 1, or 3 that make a colour");
        }
        if (bands > 1 && reader.type(1) != PixelType.UINT8) {
            reader.close();
            throw new DatasetException(name + ": the bands of a coloured label are unsigned bytes");
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
        if (color || type() != PixelType.UINT8) {
            readAny(sink);
        } else {
            readBytes(sink);
        }
    }

    private PixelType type() {
        return reader.type(1);
    }

    private void readBytes(Sink sink) throws IOException {
        int step = Math.min(height(), Math.max(1, PIXELS_AT_ONCE / width()));
        byte[] pixels = new byte[step * width()];
        ByteBuffer buffer = buffers.take(pixels.length);
        try {
            for (int row = 0; row < height(); row += step) {
                int rows = Math.min(step, height() - row);
                reader.read(request(row, rows), PixelType.UINT8, buffer);
                byte[] part = rows == step ? pixels : new byte[rows * width()];
                buffer.get(0, part);
                sink.bytes(row * width(), part);
            }
        } finally {
            buffers.give(buffer);
        }
    }

    private ReadRequest request(int row, int rows) {
        return ReadRequest.of(new Window(0, row, width(), rows)).withBands(1);
    }

    private void readAny(Sink sink) throws IOException {
        int step = Math.max(1, PIXELS_AT_ONCE / width());
        for (int row = 0; row < height(); row += step) {
            int rows = Math.min(step, height() - row);
            ReadRequest request = request(row, rows);
            int from = row * width();
            if (color) {
                byte[] all = reader.readBytes(request.withBands(1, 2, 3));
                int plane = rows * width();
                sink.colors(
                        from,
                        Arrays.copyOf(all, plane),
                        Arrays.copyOfRange(all, plane, 2 * plane),
                        Arrays.copyOfRange(all, 2 * plane, 3 * plane));
            } else if (type().floating()) {
                float[] values = reader.readFloats(request);
                double[] exact = new double[values.length];
                Arrays.setAll(exact, i -> values[i]);
                sink.values(from, exact);
            } else {
                sink.values(
                        from,
                        Arrays.stream(reader.readInts(request)).asDoubleStream().toArray());
            }
        }
    }

    @Override
    public void close() {
        reader.close();
    }
}
