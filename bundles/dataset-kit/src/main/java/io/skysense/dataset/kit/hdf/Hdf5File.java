// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.hdf;

import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Node;
import io.skysense.api.data.DatasetException;
import java.io.IOException;
import java.lang.reflect.Array;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/** An HDF5 file, opened to read arrays. Whatever is wrong with it is one line that begins with the file. */
public final class Hdf5File implements AutoCloseable {

    /** What an array may always take. */
    private static final long SMALL = 64L << 20;

    /** Deflate makes nothing smaller than to one part in 1032. */
    private static final long TIGHTEST = 1032;

    private final Path path;
    private final HdfFile file;
    private final long most;

    private Hdf5File(Path path, HdfFile file, long most) {
        this.path = path;
        this.file = file;
        this.most = most;
    }

    /**
     * Opens a file.
     *
     * @param path where it is
     * @return the file; the caller closes it
     * @throws DatasetException if it is missing or no HDF5 file
     * @throws IOException if it cannot be read
     */
    public static Hdf5File open(Path path) throws IOException {
        if (!Files.isRegularFile(path)) {
            throw new DatasetException(path + ": no such file");
        }
        long size = Files.size(path);
        HdfFile file = said(path, () -> new HdfFile(path));
        return new Hdf5File(path, file, Math.max(SMALL, TIGHTEST * size));
    }

    /**
     * The dimensions of an array.
     *
     * @param name its name
     * @return lengths, the slowest first
     * @throws DatasetException if there is no such array
     */
    public int[] shape(String name) throws DatasetException {
        Dataset array = array(name);
        return said(path, array::getDimensions);
    }

    /**
     * Reads an array of numbers.
     *
     * @param name its name
     * @return all of it, row-major
     * @throws DatasetException if there is no such array, or it does not hold numbers
     */
    public float[] floats(String name) throws DatasetException {
        Dataset array = array(name);
        Object flat = said(path, () -> array.getSize() == 0 ? new float[0] : array.getDataFlat());
        if (flat instanceof float[] floats) {
            return floats;
        }
        if (!flat.getClass().isArray() || !flat.getClass().getComponentType().isPrimitive()) {
            throw new DatasetException(path + ": " + name + ": holds no numbers");
        }
        float[] values = new float[Array.getLength(flat)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) Array.getDouble(flat, i);
        }
        return values;
    }

    /**
     * Reads a list of texts.
     *
     * @param name its name
     * @return the texts in order
     * @throws DatasetException if there is no such array, or it is no list of texts
     */
    public List<String> texts(String name) throws DatasetException {
        Dataset array = array(name);
        Object data = said(path, () -> array.getSize() == 0 ? new String[0] : array.getData());
        if (data instanceof String[] texts) {
            return List.copyOf(Arrays.asList(texts));
        }
        throw new DatasetException(path + ": " + name + ": holds no list of texts");
    }

    private Dataset array(String name) throws DatasetException {
        Node node = said(path, () -> file.getChild(name));
        if (!(node instanceof Dataset array)) {
            throw new DatasetException(path + ": " + name + ": no such array");
        }
        long bytes = said(path, array::getSizeInBytes);
        if (bytes < 0 || bytes > most) {
            throw new DatasetException(path + ": " + name + ": " + (bytes >> 20) + " MiB, more than the file can hold");
        }
        return array;
    }

    /** The library says with an exception of some kind that a file is damaged. */
    private static <T> T said(Path path, Supplier<T> work) throws DatasetException {
        try {
            return work.get();
        } catch (RuntimeException e) {
            String said = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            throw new DatasetException(path + ": cannot be read as HDF5: " + said, e);
        }
    }

    @Override
    public void close() {
        file.close();
    }
}
