// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The right to write into a run folder. The system takes it back when the process ends, however it ends. */
final class RunLock implements AutoCloseable {

    /** Stays in the folder: to delete it would let two processes lock two files of one name. */
    static final String NAME = ".lock";

    private final FileChannel channel;

    private RunLock(FileChannel channel) {
        this.channel = channel;
    }

    static RunLock acquire(Path folder) throws CheckpointException {
        Path file = folder.resolve(NAME);
        FileChannel channel = null;
        boolean held = false;
        try {
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                throw new CheckpointException(folder + ": in use by " + holder(file));
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(self().getBytes(StandardCharsets.UTF_8)));
            held = true;
            return new RunLock(channel);
        } catch (IOException e) {
            throw CheckpointException.of(folder, "cannot be locked", e);
        } finally {
            if (!held && channel != null) {
                closeQuietly(channel);
            }
        }
    }

    @Override
    public void close() {
        closeQuietly(channel);
    }

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static String self() {
        return "process " + ProcessHandle.current().pid() + " since "
                + Instant.now().truncatedTo(ChronoUnit.SECONDS);
    }

    private static String holder(Path file) {
        try {
            String said = Files.readString(file).strip();
            return said.isEmpty() ? "another process" : said;
        } catch (IOException e) {
            return "another process";
        }
    }

    private static void closeQuietly(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            System.getLogger(RunLock.class.getName())
                    .log(System.Logger.Level.WARNING, "a lock file could not be closed", e);
        }
    }
}
