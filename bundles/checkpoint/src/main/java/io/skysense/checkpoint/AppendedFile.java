// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file that only grows; every addition is with the operating system when it returns, so a kill loses none. */
final class AppendedFile implements AutoCloseable {

    private final Path path;
    private final FileChannel out;

    private AppendedFile(Path path, FileChannel out) {
        this.path = path;
        this.out = out;
    }

    /**
     * Opens a file to go on after its beginning.
     *
     * @param path the file; made if absent
     * @param kept bytes of the beginning that stay
     * @return the file; the caller closes it
     * @throws CheckpointException if it cannot be written
     */
    static AppendedFile open(Path path, long kept) throws CheckpointException {
        try {
            FileChannel out = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                out.truncate(kept).position(kept);
                return new AppendedFile(path, out);
            } catch (IOException | RuntimeException e) {
                out.close();
                throw e;
            }
        } catch (IOException e) {
            throw CheckpointException.of(path, "cannot be written", e);
        }
    }

    void append(ByteBuffer bytes) throws CheckpointException {
        try {
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
        } catch (IOException e) {
            throw CheckpointException.of(path, "cannot be written", e);
        }
    }

    @Override
    public void close() throws CheckpointException {
        try {
            out.close();
        } catch (IOException e) {
            throw CheckpointException.of(path, "cannot be closed", e);
        }
    }
}
