// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.pollution;

import io.skysense.api.data.BandTable;
import io.skysense.api.data.DatasetException;
import io.skysense.api.data.DatasetTable;
import io.skysense.api.data.ImageCube;
import io.skysense.api.data.Modality;
import io.skysense.checkpoint.CheckpointException;
import io.skysense.checkpoint.TensorSource;
import io.skysense.checkpoint.npz.NpzFile;
import io.skysense.dataset.kit.hdf.Hdf5File;
import io.skysense.dataset.kit.layout.SampleParts;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The images around a station: Sentinel-2 as a NumPy array (H, W, 12), of which the middle is taken, and the mean column
 * of nitrogen dioxide of Sentinel-5P in a netCDF-4 file.
 *
 * @param table the bands
 */
record StationParts(DatasetTable table) implements SampleParts {

    /** Pixels of both images: those of Sentinel-5P. */
    static final int SIDE = 120;

    private static final String COLUMN = "tropospheric_NO2_column_number_density";

    /** Where the table's bands are in B4 B3 B2 B8 B5 B6 B7 B8A B11 B12 B1 B9. */
    private static final int[] ORDER = {2, 1, 0, 4, 5, 6, 3, 7, 8, 9};

    private static final int FILE_BANDS = 12;
    private static final int RANK = 3;
    private static final int MOST = 1024;

    @Override
    public Optional<ImageCube> images(Modality modality, List<Path> files) throws IOException {
        Path file = files.get(0);
        ImageCube image = modality == Modality.S2 ? sentinel2(file) : column(file);
        BandTable bands = table.bands(modality).orElseThrow();
        for (int i = 0; i < image.values().length; i++) {
            if (!Float.isFinite(image.values()[i])) {
                // What nobody knows is as everywhere else.
                int band = i / (image.height() * image.width());
                image.values()[i] = (float) (bands.mean().get(band) * bands.div());
            }
        }
        return Optional.of(image);
    }

    private static ImageCube sentinel2(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new DatasetException(file + ": no such file");
        }
        try (NpzFile arrays = NpzFile.open(file)) {
            TensorSource array = arrays.sources().values().stream()
                    .findFirst()
                    .orElseThrow(() -> new DatasetException(file + ": holds no array of numbers"));
            List<Long> shape = array.shape();
            if (shape.size() != RANK
                    || shape.get(2) != FILE_BANDS
                    || shape.get(0) < SIDE
                    || shape.get(1) < SIDE
                    || shape.get(0) > MOST
                    || shape.get(1) > MOST) {
                throw new DatasetException(file + ": an array of shape " + shape + "; (H, W, " + FILE_BANDS
                        + ") with at least " + SIDE + " rows and columns is expected");
            }
            return middle(numbers(array), Math.toIntExact(shape.get(0)), Math.toIntExact(shape.get(1)));
        } catch (CheckpointException e) {
            throw new DatasetException(e.getMessage(), e);
        }
    }

    private static float[] numbers(TensorSource array) throws IOException {
        float[] all = new float[Math.toIntExact(array.shape().stream().reduce(1L, (a, b) -> a * b))];
        int[] at = {0};
        array.content().writeTo(part -> {
            ByteBuffer bytes = part.slice().order(ByteOrder.LITTLE_ENDIAN);
            int elements = bytes.remaining() / array.type().bytes();
            for (int i = 0; i < elements; i++) {
                all[at[0]++] = (float) array.number(bytes, i);
            }
        });
        return all;
    }

    private static ImageCube middle(float[] all, int height, int width) {
        int top = (height - SIDE) / 2;
        int left = (width - SIDE) / 2;
        ImageCube image = new ImageCube(1, ORDER.length, SIDE, SIDE, new float[ORDER.length * SIDE * SIDE]);
        for (int i = 0; i < image.values().length; i++) {
            int band = ORDER[i / (SIDE * SIDE)];
            int row = top + i / SIDE % SIDE;
            int column = left + i % SIDE;
            image.values()[i] = all[(row * width + column) * FILE_BANDS + band];
        }
        return image;
    }

    private static ImageCube column(Path file) throws IOException {
        try (Hdf5File arrays = Hdf5File.open(file)) {
            int[] shape = arrays.shape(COLUMN);
            float[] values = arrays.floats(COLUMN);
            if (shape.length < 2 || values.length != SIDE * SIDE || shape[shape.length - 1] != SIDE) {
                throw new DatasetException(file + ": " + COLUMN + ": " + java.util.Arrays.toString(shape) + " values; "
                        + SIDE + " rows and columns are expected");
            }
            return new ImageCube(1, 1, SIDE, SIDE, values);
        }
    }
}
