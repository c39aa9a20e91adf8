// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.checkpoint;

import io.skysense.checkpoint.archive.MappedFile;
import io.skysense.checkpoint.archive.Quote;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An opened safetensors file of any size. Its header is checked in full, its tensors are mapped when they are asked for.
 *
 * <p>Source of the format: https://huggingface.co/docs/safetensors. Random access, thread-safe.
 */
public final class SafetensorsFile implements TensorFile {

    private static final int BLOCK = 1 << 20;

    private final Path path;
    private final MappedFile file;
    private final SafetensorsHeader header;

    private SafetensorsFile(Path path, MappedFile file, SafetensorsHeader header) {
        this.path = path;
        this.file = file;
        this.header = header;
    }

    /**
     * Opens a file and reads its header.
     *
     * @param path the file
     * @return the file; the caller closes it
     * @throws CheckpointException if it is missing, truncated or malformed; names file and cause
     */
    public static SafetensorsFile open(Path path) throws CheckpointException {
        MappedFile file = null;
        SafetensorsFile opened = null;
        try {
            file = MappedFile.open(path);
            opened = new SafetensorsFile(path, file, readHeader(file.channel()));
            return opened;
        } catch (CheckpointException e) {
            throw new CheckpointException(path + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw CheckpointException.of(path, "cannot be read", e);
        } finally {
            if (opened == null) {
                close(file);
            }
        }
    }

    @Override
    public Path path() {
        return path;
    }

    @Override
    public String format() {
        return "safetensors";
    }

    @Override
    public Map<String, TensorSource> sources() {
        Map<String, TensorSource> sources = new LinkedHashMap<>();
        header.tensors().forEach((name, tensor) -> sources.put(name, source(tensor)));
        return sources;
    }

    /** {@return the strings that the writer kept with the tensors} */
    public Map<String, String> metadata() {
        return header.metadata();
    }

    /** {@return the tensors by name, in the order of their bytes} */
    public Map<String, TensorInfo> tensors() {
        return header.tensors();
    }

    /**
     * The bytes of a tensor.
     *
     * @param name its name
     * @return a direct, read-only, little-endian view of the mapped file, valid after {@link #close} too
     * @throws CheckpointException if there is no such tensor, it is larger than 2 GiB, or mapping fails
     */
    public ByteBuffer bytes(String name) throws CheckpointException {
        TensorInfo tensor = tensor(name);
        if (tensor.bytes() > Integer.MAX_VALUE) {
            throw new CheckpointException(
                    path + ": tensor " + Quote.of(name) + " of " + tensor.bytes() + " bytes must be read in parts");
        }
        return bytes(name, 0, (int) tensor.bytes());
    }

    /**
     * A part of the bytes of a tensor.
     *
     * @param name its name
     * @param from first byte, counted from the tensor's own
     * @param length number of bytes
     * @return a direct, read-only, little-endian view of the mapped file, valid after {@link #close} too
     * @throws CheckpointException if there is no such tensor or mapping fails
     * @throws IndexOutOfBoundsException if the part does not lie within the tensor
     */
    public ByteBuffer bytes(String name, long from, int length) throws CheckpointException {
        TensorInfo tensor = tensor(name);
        if (from < 0 || length < 0 || from > tensor.bytes() - length) {
            throw new IndexOutOfBoundsException(
                    length + " bytes from " + from + " of tensor " + name + " of " + tensor.bytes());
        }
        try {
            return file.slice(header.dataStart() + tensor.begin() + from, length)
                    .order(ByteOrder.LITTLE_ENDIAN);
        } catch (IOException e) {
            throw CheckpointException.of(path, "cannot be read", e);
        }
    }

    /** {@return the SHA-256 that the file states of itself, its 64 digits taken as zeros; empty for others' files} */
    public Optional<String> digest() {
        return Optional.ofNullable(header.metadata().get(FileDigest.KEY));
    }

    /**
     * Reads the whole file and compares it with the digest it states: finds damage anywhere in it.
     *
     * @throws CheckpointException if it states none, or another
     */
    public void verify() throws CheckpointException {
        String stated = digest().orElseThrow(() ->
                new CheckpointException(path + ": damaged, or not written by us: it" + " carries no digest"));
        String computed;
        try {
            computed = computeDigest();
        } catch (IOException e) {
            throw CheckpointException.of(path, "cannot be read", e);
        }
        if (!computed.equals(stated)) {
            throw new CheckpointException(path + ": damaged: its content does not have the digest it states");
        }
    }

    @Override
    public void close() throws CheckpointException {
        try {
            file.close();
        } catch (IOException e) {
            throw CheckpointException.of(path, "cannot be closed", e);
        }
    }

    /** By reads, not by the mapping: an error of the disk then is an exception, not a signal. */
    private String computeDigest() throws IOException {
        FileDigest digest = new FileDigest();
        FileChannel channel = file.channel();
        ByteBuffer block = ByteBuffer.allocate(BLOCK);
        long size = channel.size();
        for (long at = 0; at < size; at += block.limit()) {
            block.clear().limit((int) Math.min(BLOCK, size - at));
            readFully(channel, block, at);
            block.flip();
            if (at == 0) {
                FileDigest.blank(block);
            }
            digest.update(block);
        }
        return digest.finish();
    }

    private TensorSource source(TensorInfo tensor) {
        return new TensorSource(
                tensor.name(),
                tensor.type(),
                tensor.shape(),
                sink -> file.read(header.dataStart() + tensor.begin(), tensor.bytes(), sink::write));
    }

    private TensorInfo tensor(String name) throws CheckpointException {
        TensorInfo tensor = header.tensors().get(name);
        if (tensor == null) {
            throw new CheckpointException(path + ": holds no tensor " + Quote.of(name));
        }
        return tensor;
    }

    private static SafetensorsHeader readHeader(FileChannel channel) throws IOException {
        long size = channel.size();
        if (size < 8) {
            throw new CheckpointException("not a safetensors file: " + size + " bytes are too few");
        }
        ByteBuffer prefix = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
        readFully(channel, prefix, 0);
        long length = prefix.getLong(0);
        if (length < 2 || length > size - 8) {
            throw new CheckpointException("truncated, or not a safetensors file: its header should have "
                    + Long.toUnsignedString(length) + " bytes, the file has " + size);
        }
        if (length > SafetensorsHeader.MAX_BYTES) {
            throw new CheckpointException("its header of " + length + " bytes is larger than "
                    + SafetensorsHeader.MAX_BYTES + ", the most that is read");
        }
        ByteBuffer json = ByteBuffer.allocate((int) length);
        readFully(channel, json, 8);
        SafetensorsHeader header = SafetensorsParser.parse(json.array(), size - 8 - length);
        boolean stated = header.metadata().containsKey(FileDigest.KEY);
        if (stated && !startsWith(json.array(), FileDigest.PREFIX)) {
            throw new CheckpointException("damaged: the digest does not stand where it belongs");
        }
        return header;
    }

    private static boolean startsWith(byte[] bytes, String prefix) {
        return bytes.length >= prefix.length() + FileDigest.BLANK.length()
                && new String(bytes, 0, prefix.length(), StandardCharsets.US_ASCII).equals(prefix);
    }

    private static void readFully(FileChannel channel, ByteBuffer into, long at) throws IOException {
        long start = at - into.position();
        while (into.hasRemaining()) {
            if (channel.read(into, start + into.position()) < 0) {
                throw new CheckpointException("truncated while it was read");
            }
        }
    }

    private static void close(MappedFile file) {
        if (file != null) {
            try {
                file.close();
            } catch (IOException e) {
                System.getLogger(SafetensorsFile.class.getName())
                        .log(System.Logger.Level.DEBUG, "closing a file that could not be opened", e);
            }
        }
    }
}
