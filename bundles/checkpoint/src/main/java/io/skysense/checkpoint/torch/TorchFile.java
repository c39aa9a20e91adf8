// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.checkpoint.torch;

import static io.skysense.checkpoint.archive.FormatException.expect;

import io.skysense.checkpoint.CheckpointException;
import io.skysense.checkpoint.TensorFile;
import io.skysense.checkpoint.TensorSource;
import io.skysense.checkpoint.archive.Bytes;
import io.skysense.checkpoint.archive.FormatException;
import io.skysense.checkpoint.archive.MappedFile;
import io.skysense.checkpoint.archive.Quote;
import io.skysense.checkpoint.archive.Strided;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The weights in a {@code .pth}, {@code .pt} or {@code .ckpt} file. Nothing the file asks for is executed. */
public final class TorchFile implements TensorFile {

    private static final long SLACK = 64L << 20;
    private static final int MOST_SHARED = 16;
    private static final byte[] ZIP = {'P', 'K'};

    private final Path path;
    private final MappedFile file;
    private final String format;
    private final StateDict weights;
    private final Map<String, TensorSource> sources = new LinkedHashMap<>();

    private TorchFile(Path path, MappedFile file, String key) throws IOException {
        this.path = path;
        this.file = file;
        boolean zip = startsWith(file, ZIP);
        expect(
                zip || startsWith(file, LegacyLayout.START),
                "not a checkpoint of PyTorch: neither a zip file nor the older format");
        this.format = zip ? "PyTorch" : "PyTorch before 1.6";
        Pickles pickles = zip ? ZipLayout.read(file) : LegacyLayout.read(file);
        this.weights = StateDict.find(pickles.top(), key);
        checkTotal(pickles);
        weights.tensors().forEach((name, tensor) -> sources.put(name, source(name, tensor, pickles)));
    }

    /**
     * Opens a checkpoint.
     *
     * @param path the file
     * @param key the dictionary of the weights, keys joined by dots; empty to look for model, state_dict and module
     * @return the weights; the caller closes them
     * @throws CheckpointException if the file is damaged, or asks for anything but tensors and plain values
     */
    public static TorchFile open(Path path, String key) throws CheckpointException {
        MappedFile file = null;
        TorchFile opened = null;
        try {
            file = MappedFile.open(path);
            opened = new TorchFile(path, file, key);
            return opened;
        } catch (IOException e) {
            throw CheckpointException.of(path, "cannot be read", e);
        } finally {
            if (opened == null && file != null) {
                closeQuietly(file);
            }
        }
    }

    /** {@return whether the file begins as one of these} */
    public static boolean looksLikeOne(ByteBuffer start) {
        return startsWith(start, ZIP) || startsWith(start, LegacyLayout.START);
    }

    @Override
    public Path path() {
        return path;
    }

    @Override
    public String format() {
        return format;
    }

    @Override
    public String key() {
        return weights.key();
    }

    @Override
    public List<String> skipped() {
        return weights.skipped();
    }

    @Override
    public Map<String, TensorSource> sources() {
        return Collections.unmodifiableMap(sources);
    }

    @Override
    public void close() throws CheckpointException {
        try {
            file.close();
        } catch (IOException e) {
            throw CheckpointException.of(path, "cannot be closed", e);
        }
    }

    private TensorSource source(String name, Tensor tensor, Pickles pickles) {
        Storage storage = tensor.storage();
        Bytes bytes = pickles.storages().get(storage.key());
        Strided layout = new Strided(
                tensor.shape(),
                tensor.strides(),
                tensor.offset(),
                storage.type().bytes(),
                pickles.order());
        return new TensorSource(name, storage.type(), tensor.shape(), sink -> {
            try {
                layout.read(bytes, "tensor " + Quote.of(name), sink::write);
            } catch (FormatException e) {
                throw new CheckpointException(path + ": tensor " + Quote.of(name) + ": " + e.getMessage(), e);
            }
        });
    }

    /** Tensors may share storages; a small file that claims to be a large one by sharing is hostile. */
    private void checkTotal(Pickles pickles) throws FormatException {
        long stored =
                pickles.storages().values().stream().mapToLong(Bytes::size).sum();
        long total = 0;
        for (Tensor tensor : weights.tensors().values()) {
            long count = tensor.shape().stream().reduce(1L, (a, b) -> a * b);
            total += count * tensor.storage().type().bytes();
            expect(
                    total <= stored * MOST_SHARED + SLACK,
                    "its tensors unfold " + stored + " bytes of storages more than " + MOST_SHARED + " times");
        }
    }

    private static boolean startsWith(MappedFile file, byte[] start) throws IOException {
        return startsWith(file.slice(0, (int) Math.min(file.size(), start.length)), start);
    }

    private static boolean startsWith(ByteBuffer bytes, byte[] start) {
        byte[] first = new byte[Math.min(start.length, bytes.remaining())];
        bytes.duplicate().get(first);
        return Arrays.equals(first, start);
    }

    private static void closeQuietly(MappedFile file) {
        try {
            file.close();
        } catch (IOException e) {
            System.getLogger(TorchFile.class.getName())
                    .log(System.Logger.Level.DEBUG, "closing a file that could not be opened", e);
        }
    }
}
