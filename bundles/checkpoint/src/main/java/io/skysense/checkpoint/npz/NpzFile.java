// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.checkpoint.npz;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.skysense.checkpoint.CheckpointException;
import io.skysense.checkpoint.TensorFile;
import io.skysense.checkpoint.TensorSource;
import io.skysense.checkpoint.archive.Bytes;
import io.skysense.checkpoint.archive.FormatException;
import io.skysense.checkpoint.archive.MappedFile;
import io.skysense.checkpoint.archive.Quote;
import io.skysense.checkpoint.archive.Strided;
import io.skysense.checkpoint.archive.ZipEntryBytes;
import io.skysense.checkpoint.archive.ZipTable;
import io.skysense.engine.ops.Arithmetic;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An opened {@code .npz} file, stored or compressed, or a single {@code .npy} array. Arrays are read when they are asked
 * for; their names are those of the entries, any character included, without {@code .npy}.
 *
 * <p>Read are numbers and truth values of any byte order, in row-major and column-major order, 0-d arrays, and texts
 * ({@code <U}); never objects, whose reading would run code. Random access, thread-safe.
 */
public final class NpzFile implements TensorFile {

    private static final String SUFFIX = ".npy";
    private static final int MOST_TEXT = 64 << 20;

    private final Path path;
    private final MappedFile file;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Map<String, TensorSource> sources = new LinkedHashMap<>();

    private record Entry(NpyHeader header, Bytes bytes) {}

    private NpzFile(Path path, MappedFile file) throws IOException {
        this.path = path;
        this.file = file;
        if (isArray(file)) {
            add(path.getFileName().toString(), file);
        } else {
            for (ZipEntryBytes entry : ZipTable.read(file).values()) {
                FormatException.expect(
                        entry.name().endsWith(SUFFIX),
                        "entry " + Quote.of(entry.name()) + " is no array: its name does not end with " + SUFFIX);
                add(entry.name(), entry);
            }
        }
    }

    /**
     * Opens a file and reads the headers of its arrays.
     *
     * @param path the file
     * @return the file; the caller closes it
     * @throws CheckpointException if it is missing, truncated, malformed or holds objects; names file, entry and cause
     */
    public static NpzFile open(Path path) throws CheckpointException {
        MappedFile file = null;
        NpzFile opened = null;
        try {
            file = MappedFile.open(path);
            opened = new NpzFile(path, file);
            return opened;
        } catch (IOException e) {
            throw CheckpointException.of(path, "cannot be read", e);
        } finally {
            if (opened == null && file != null) {
                closeQuietly(file);
            }
        }
    }

    @Override
    public Path path() {
        return path;
    }

    @Override
    public String format() {
        return "npz";
    }

    /** {@return the names of all arrays, texts too, in the order of the file} */
    public Set<String> names() {
        return Collections.unmodifiableSet(entries.keySet());
    }

    /** {@return the arrays of numbers and truth values by name} */
    @Override
    public Map<String, TensorSource> sources() {
        return Collections.unmodifiableMap(sources);
    }

    /**
     * The dimensions of an array.
     *
     * @param name its name
     * @return its shape; empty for a scalar
     * @throws CheckpointException if there is no such array
     */
    public List<Long> shape(String name) throws CheckpointException {
        return entry(name).header().shape();
    }

    /**
     * Reads an array of numbers or truth values.
     *
     * @param manager owns the result
     * @param name its name
     * @return the array in its own type, of which DJL must have a name: 8, 32 and 64-bit integers, floats, booleans
     * @throws CheckpointException if there is no such array, it is damaged, or its type cannot be held
     */
    public NDArray array(NDManager manager, String name) throws CheckpointException {
        TensorSource source = source(name);
        DataType type = source.type()
                .djl()
                .orElseThrow(() -> failed(name, "elements of type " + source.type() + " have no NDArray", null));
        Shape shape = new Shape(source.shape().stream().mapToLong(d -> d).toArray());
        return Arithmetic.array(manager, bytes(source, name), shape, type);
    }

    /**
     * Reads an array of texts.
     *
     * @param name its name
     * @return its elements in row-major order
     * @throws CheckpointException if there is no such array, or it holds no texts
     */
    public List<String> strings(String name) throws CheckpointException {
        Entry entry = entry(name);
        NpyHeader header = entry.header();
        if (header.type().number() != null
                || header.columnMajor() && header.shape().size() > 1) {
            throw failed(name, "not an array of texts in row-major order", null);
        }
        long length = entry.bytes().size() - header.bytes();
        if (length > MOST_TEXT) {
            throw failed(name, "texts of " + length + " bytes: at most " + MOST_TEXT + " are read", null);
        }
        ByteBuffer all = ByteBuffer.allocate((int) length).order(header.type().order());
        try {
            entry.bytes().read(header.bytes(), length, all::put);
        } catch (IOException e) {
            throw failed(name, null, e);
        }
        return texts(name, all.flip(), header);
    }

    @Override
    public void close() throws CheckpointException {
        try {
            file.close();
        } catch (IOException e) {
            throw CheckpointException.of(path, "cannot be closed", e);
        }
    }

    private void add(String entryName, Bytes bytes) throws IOException {
        String name =
                entryName.endsWith(SUFFIX) ? entryName.substring(0, entryName.length() - SUFFIX.length()) : entryName;
        try {
            NpyHeader header = NpyHeader.read(bytes);
            entries.put(name, new Entry(header, bytes));
            if (header.type().number() != null) {
                sources.put(name, source(name, header, bytes));
            }
        } catch (FormatException e) {
            throw new FormatException("array " + Quote.of(name) + ": " + e.getMessage());
        }
    }

    private TensorSource source(String name, NpyHeader header, Bytes bytes) {
        Strided layout = header.layout();
        Bytes elements = new Tail(bytes, header.bytes());
        return new TensorSource(name, header.type().number(), header.shape(), sink -> {
            try {
                layout.read(elements, "array " + Quote.of(name), sink::write);
            } catch (FormatException e) {
                throw failed(name, null, e);
            }
        });
    }

    private TensorSource source(String name) throws CheckpointException {
        entry(name);
        TensorSource source = sources.get(name);
        if (source == null) {
            throw failed(name, "an array of texts, not of numbers", null);
        }
        return source;
    }

    private ByteBuffer bytes(TensorSource source, String name) throws CheckpointException {
        if (source.bytes() > Integer.MAX_VALUE) {
            throw failed(name, source.bytes() + " bytes are more than an NDArray is made of at once", null);
        }
        // Direct and in the machine's order: what DJL copies without another copy.
        ByteBuffer values = ByteBuffer.allocateDirect((int) source.bytes()).order(java.nio.ByteOrder.nativeOrder());
        try {
            source.content().writeTo(values::put);
        } catch (IOException e) {
            throw CheckpointException.of(path, "cannot be read", e);
        }
        return values.flip();
    }

    private List<String> texts(String name, ByteBuffer all, NpyHeader header) throws CheckpointException {
        int characters = header.type().characters();
        long count = header.shape().stream().reduce(1L, (a, b) -> a * b);
        if (count > MOST_TEXT / 16) {
            throw failed(name, count + " texts are too many", null);
        }
        List<String> texts = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            StringBuilder text = new StringBuilder();
            int end = 0;
            for (int c = 0; c < characters; c++) {
                int point = all.getInt();
                if (!Character.isValidCodePoint(point)) {
                    throw failed(name, "no Unicode character: " + point, null);
                }
                text.appendCodePoint(point);
                end = point == 0 ? end : text.length();
            }
            texts.add(text.substring(0, end));
        }
        return List.copyOf(texts);
    }

    private Entry entry(String name) throws CheckpointException {
        Entry entry = entries.get(name);
        if (entry == null) {
            throw new CheckpointException(path + ": holds no array " + Quote.of(name));
        }
        return entry;
    }

    private CheckpointException failed(String name, String why, IOException cause) {
        String reason = why == null ? cause.getMessage() : why;
        return new CheckpointException(path + ": array " + Quote.of(name) + ": " + reason, cause);
    }

    private static boolean isArray(MappedFile file) throws IOException {
        int length = NpyHeader.MAGIC.length;
        if (file.size() < length) {
            return false;
        }
        byte[] start = new byte[length];
        file.slice(0, length).get(start);
        return java.util.Arrays.equals(start, NpyHeader.MAGIC);
    }

    private static void closeQuietly(MappedFile file) {
        try {
            file.close();
        } catch (IOException e) {
            System.getLogger(NpzFile.class.getName())
                    .log(System.Logger.Level.DEBUG, "closing a file that could not be opened", e);
        }
    }
}
