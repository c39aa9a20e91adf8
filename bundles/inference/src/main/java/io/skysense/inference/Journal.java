// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.inference;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * How far a job is: a text file to which lines are only added, each with a checksum. The first holds the key of the
 * job; every other one the number of batches that are finished and on the disk.
 *
 * <p>What stands behind the first line that is cut off or damaged was never promised, and is cut away.
 */
final class Journal implements AutoCloseable {

    private static final int CHECKSUM = 8;

    private final Path file;
    private final FileChannel channel;

    private Journal(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * What a journal says.
     *
     * @param key of its job
     * @param batches that are finished
     * @param length of the lines that are sound, in bytes
     */
    record Entry(JobKey key, int batches, long length) {}

    /**
     * Reads a journal.
     *
     * @param file need not exist
     * @return what it says; empty if not even its first line is sound
     * @throws IOException if it cannot be read
     */
    static Optional<Entry> read(Path file) throws IOException {
        byte[] all;
        try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer buffer = ByteBuffer.allocate(Math.toIntExact(in.size()));
            while (buffer.hasRemaining() && in.read(buffer) >= 0) {}
            all = buffer.array();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        JobKey key = null;
        int batches = 0;
        int from = 0;
        for (int to = lineEnd(all, from); to >= 0; from = to + 1, to = lineEnd(all, from)) {
            Optional<String> text = checked(all, from, to);
            if (text.isEmpty()) {
                break;
            }
            if (key == null) {
                Optional<JobKey> parsed = JobKey.parse(text.get());
                if (parsed.isEmpty()) {
                    return Optional.empty();
                }
                key = parsed.get();
            } else {
                batches = Integer.parseInt(text.get());
            }
        }
        return key == null ? Optional.empty() : Optional.of(new Entry(key, batches, from));
    }

    /**
     * Begins a journal, over one that may be there.
     *
     * @param file its place
     * @param key of the job
     * @return the journal; the caller closes it
     * @throws IOException if it cannot be written
     */
    static Journal begin(Path file, JobKey key) throws IOException {
        Journal journal = open(file, 0);
        try {
            journal.line(key.toLine());
            return journal;
        } catch (IOException | RuntimeException e) {
            journal.close();
            throw e;
        }
    }

    /**
     * Goes on with a journal.
     *
     * @param file its place
     * @param entry what it says
     * @return the journal; the caller closes it
     * @throws IOException if it cannot be written
     */
    static Journal resume(Path file, Entry entry) throws IOException {
        return open(file, entry.length());
    }

    /**
     * Promises batches: what they wrote is on the disk.
     *
     * @param batches how many are finished, from the first on
     * @throws IOException if it cannot be written
     */
    void commit(int batches) throws IOException {
        line(Integer.toString(batches));
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static Journal open(Path file, long length) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            channel.truncate(length);
            channel.position(length);
            return new Journal(file, channel);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private void line(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer out = ByteBuffer.allocate(CHECKSUM + 1 + bytes.length + 1);
        out.put(checksum(bytes, 0, bytes.length).getBytes(StandardCharsets.US_ASCII))
                .put((byte) ' ')
                .put(bytes)
                .put((byte) '\n')
                .flip();
        try {
            while (out.hasRemaining()) {
                channel.write(out);
            }
            channel.force(true);
        } catch (IOException e) {
            throw new IOException(file + ": the journal cannot be written: " + e.getMessage(), e);
        }
    }

    private static int lineEnd(byte[] all, int from) {
        for (int i = from; i < all.length; i++) {
            if (all[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private static Optional<String> checked(byte[] all, int from, int to) {
        int text = from + CHECKSUM + 1;
        if (text > to || all[text - 1] != ' ') {
            return Optional.empty();
        }
        String said = new String(all, from, CHECKSUM, StandardCharsets.US_ASCII);
        return said.equals(checksum(all, text, to - text))
                ? Optional.of(new String(all, text, to - text, StandardCharsets.UTF_8))
                : Optional.empty();
    }

    private static String checksum(byte[] bytes, int offset, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, offset, length);
        return String.format("%08x", crc.getValue());
    }
}
