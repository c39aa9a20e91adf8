// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.checkpoint.archive;

import static io.skysense.checkpoint.archive.FormatException.expect;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/**
 * The unpacked bytes of an entry of a zip file: mapped where they are stored as they are, unpacked as they are read where
 * they are compressed. A read that ends with the entry checks its CRC too, and so does random access.
 */
public final class ZipEntryBytes implements Bytes {

    /** DEFLATE cannot do better than 1032 to 1. */
    private static final long MOST_RATIO = 1032;

    private static final long SUSPECT_RATIO = 200;
    private static final long SUSPECT_BYTES = 1L << 30;
    private static final int MOST_IN_MEMORY = 256 << 20;

    private final Bytes packed;
    private final String name;
    private final long size;
    private final long crc;
    private final boolean deflated;

    ZipEntryBytes(Bytes packed, String name, long size, long crc, boolean deflated) throws FormatException {
        this.packed = packed;
        this.name = name;
        this.size = size;
        this.crc = crc;
        this.deflated = deflated;
        if (deflated) {
            long ratio = size / Math.max(1, packed.size());
            expect(
                    ratio <= MOST_RATIO && (ratio <= SUSPECT_RATIO || size <= SUSPECT_BYTES),
                    "entry " + Quote.of(name) + " would unpack " + packed.size() + " bytes to " + size
                            + ": a zip bomb");
        } else {
            expect(
                    size == packed.size(),
                    "entry " + Quote.of(name) + " says " + size + " bytes, it has " + packed.size());
        }
    }

    /** {@return its name in the zip file} */
    public String name() {
        return name;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public void read(long from, long length, ByteSink sink) throws IOException {
        Range.check(from, length, size);
        boolean toEnd = from + length == size;
        CRC32 sum = new CRC32();
        if (deflated) {
            new Inflating(packed, name, size).read(from, length, summed(sink, sum, toEnd), sum, toEnd);
        } else {
            if (toEnd) {
                packed.read(0, from, sum::update);
            }
            packed.read(from, length, summed(sink, sum, toEnd));
        }
        expect(!toEnd || sum.getValue() == crc, "entry " + Quote.of(name) + " is damaged: its CRC is another");
    }

    @Override
    public Random random(String what) throws IOException {
        if (!deflated) {
            read(0, size, part -> {});
            return packed.random(what);
        }
        expect(
                size <= MOST_IN_MEMORY,
                what + " of " + size + " bytes is compressed and not in order: that is read up to " + MOST_IN_MEMORY);
        ByteBuffer all = ByteBuffer.allocate((int) size);
        read(0, size, all::put);
        return (from, length) -> all.slice((int) from, length).asReadOnlyBuffer();
    }

    private static ByteSink summed(ByteSink sink, CRC32 sum, boolean wanted) {
        return wanted
                ? part -> {
                    sum.update(part.duplicate());
                    sink.accept(part);
                }
                : sink;
    }
}
