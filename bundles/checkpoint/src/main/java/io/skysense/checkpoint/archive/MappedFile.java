// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.checkpoint.archive;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;

/**
 * A file, streamed, or looked at as memory in windows, since one buffer cannot span 2 GiB. Thread-safe.
 *
 * <p>Views stay valid after {@link #close}; the pages go when the last view does.
 */
public final class MappedFile implements Closeable, Bytes {

    private static final int WINDOW_BITS = 30;
    private static final int PART = 1 << 20;

    private final FileChannel channel;
    private final long size;
    private final Map<Long, MappedByteBuffer> windows = new HashMap<>();

    private MappedFile(FileChannel channel) throws IOException {
        this.channel = channel;
        this.size = channel.size();
    }

    /** Opens a file; the caller closes it. */
    public static MappedFile open(Path path) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
        MappedFile file = null;
        try {
            file = new MappedFile(channel);
            return file;
        } finally {
            if (file == null) {
                channel.close();
            }
        }
    }

    /** {@return the file, for reads that must not fault} */
    public FileChannel channel() {
        return channel;
    }

    @Override
    public long size() {
        return size;
    }

    /** By reads, not through the windows: what was streamed once need not stay resident, and a disk's error is an exception. */
    @Override
    public void read(long from, long length, ByteSink sink) throws IOException {
        check(from, length);
        ByteBuffer part = ByteBuffer.allocate((int) Math.min(PART, length));
        for (long at = from; at < from + length; at += part.limit()) {
            part.clear().limit((int) Math.min(PART, from + length - at));
            while (part.hasRemaining()) {
                if (channel.read(part, at + part.position()) < 0) {
                    throw new EOFException("truncated while it was read");
                }
            }
            sink.accept(part.flip());
        }
    }

    @Override
    public Random random(String what) {
        return this::slice;
    }

    /**
     * Looks at a part.
     *
     * @throws IndexOutOfBoundsException if it does not lie within the file
     */
    public ByteBuffer slice(long from, int length) throws IOException {
        check(from, length);
        if (length == 0) {
            return ByteBuffer.allocateDirect(0).asReadOnlyBuffer();
        }
        long window = from >>> WINDOW_BITS;
        boolean within = (from + length - 1) >>> WINDOW_BITS == window;
        return within
                ? window(window).slice((int) (from - (window << WINDOW_BITS)), length)
                : channel.map(FileChannel.MapMode.READ_ONLY, from, length);
    }

    /** {@return a part of the file as bytes of their own} */
    public Bytes part(long begin, long length) {
        check(begin, length);
        return new Bytes() {
            @Override
            public long size() {
                return length;
            }

            @Override
            public void read(long from, long count, ByteSink sink) throws IOException {
                Range.check(from, count, length);
                MappedFile.this.read(begin + from, count, sink);
            }

            @Override
            public Random random(String what) {
                return (from, count) -> {
                    Range.check(from, count, length);
                    return slice(begin + from, count);
                };
            }
        };
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private synchronized MappedByteBuffer window(long index) throws IOException {
        MappedByteBuffer buffer = windows.get(index);
        if (buffer == null) {
            long begin = index << WINDOW_BITS;
            buffer = channel.map(FileChannel.MapMode.READ_ONLY, begin, Math.min(1L << WINDOW_BITS, size - begin));
            windows.put(index, buffer);
        }
        return buffer;
    }

    private void check(long from, long length) {
        Range.check(from, length, size);
    }
}
