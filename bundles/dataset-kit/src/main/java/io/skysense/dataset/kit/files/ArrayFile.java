// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.files;

import io.skysense.api.data.DatasetException;
import io.skysense.checkpoint.CheckpointException;
import io.skysense.checkpoint.TensorSource;
import io.skysense.checkpoint.npz.NpzFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.Collectors;

/** One array of numbers of an npz file, or that of an npy file. */
final class ArrayFile implements AutoCloseable {

    private final DataFile file;
    private final Fetched local;
    private final NpzFile arrays;
    private final TensorSource numbers;

    /**
     * Opens an array.
     *
     * @param file the file
     * @param array its name in an npz file
     * @throws IOException if the file cannot be read, or has no such array of numbers
     */
    ArrayFile(DataFile file, String array) throws IOException {
        this.file = file;
        this.local = Fetched.of(file);
        NpzFile opened = null;
        try {
            opened = NpzFile.open(local.path());
            arrays = opened;
            numbers = choose(array);
        } catch (CheckpointException e) {
            close(opened);
            throw new DatasetException(named(e.getMessage()), e);
        } catch (IOException | RuntimeException e) {
            close(opened);
            throw e;
        }
    }

    private TensorSource choose(String array) throws DatasetException {
        boolean alone = file.fileName().endsWith(".npy");
        TensorSource found = alone && arrays.sources().size() == 1
                ? arrays.sources().values().iterator().next()
                : arrays.sources().get(array);
        if (found == null) {
            throw new DatasetException(file.name() + ": holds no array of numbers " + array + "; it holds "
                    + arrays.names().stream().sorted().collect(Collectors.joining(", ")));
        }
        return found;
    }

    /** {@return its dimensions} */
    List<Long> shape() {
        return numbers.shape();
    }

    /** {@return whether there is an array of that name beside it} */
    boolean has(String name) {
        return arrays.names().contains(name);
    }

    /** {@return the elements of an array of texts or whole numbers as texts, in row-major order} */
    List<String> texts(String name) throws IOException {
        TensorSource source = arrays.sources().get(name);
        try {
            if (source == null) {
                return arrays.strings(name);
            }
            double[] values = new double[Math.toIntExact(source.shape().stream().reduce(1L, (a, b) -> a * b))];
            read(source, 0, values.length, (index, value) -> values[index] = value);
            return java.util.Arrays.stream(values)
                    .mapToObj(v -> Long.toString((long) v))
                    .toList();
        } catch (CheckpointException e) {
            throw new DatasetException(named(e.getMessage()), e);
        }
    }

    /** Takes an element. */
    interface Element {
        void is(int index, double value);
    }

    /**
     * Reads a stretch of the array.
     *
     * @param from its first element in row-major order
     * @param count its length
     * @param to gets each, with its index from 0 in the stretch
     */
    void read(long from, int count, Element to) throws IOException {
        try {
            read(numbers, from, count, to);
        } catch (CheckpointException e) {
            throw new DatasetException(named(e.getMessage()), e);
        }
    }

    private static void read(TensorSource source, long from, int count, Element to) throws IOException {
        int size = source.type().bytes();
        long[] at = {0};
        source.content().writeTo(part -> {
            ByteBuffer bytes = part.slice().order(ByteOrder.LITTLE_ENDIAN);
            int elements = bytes.remaining() / size;
            int first = (int) Math.min(elements, Math.max(0, from - at[0]));
            int last = (int) Math.max(0, Math.min(elements, from + count - at[0]));
            for (int i = first; i < last; i++) {
                to.is((int) (at[0] + i - from), source.number(bytes, i));
            }
            at[0] += elements;
        });
    }

    /** A fetched copy goes by the name of what it is a copy of. */
    private String named(String message) {
        return message.replace(local.path().toString(), file.name());
    }

    private void close(NpzFile opened) {
        try {
            if (opened != null) {
                opened.close();
            }
        } catch (CheckpointException e) {
            System.getLogger(ArrayFile.class.getName())
                    .log(System.Logger.Level.DEBUG, file.name() + ": cannot be closed", e);
        } finally {
            local.close();
        }
    }

    @Override
    public void close() {
        close(arrays);
    }
}
