// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.checkpoint.archive;

import static io.skysense.checkpoint.archive.FormatException.expect;

import java.nio.ByteBuffer;

/**
 * Sizes and place of an entry, which a zip64 extra field gives where 32 bits are too few.
 *
 * @param size in bytes, unpacked
 * @param compressed in bytes, in the file
 * @param header where its local header begins
 */
record Zip64Extra(long size, long compressed, long header) {

    private static final long FULL = 0xffffffffL;
    private static final int ZIP64 = 1;

    /** Reads those of the entry of the table of contents that begins at a place. */
    static Zip64Extra read(ByteBuffer table, int entry, int extraAt, int extraBytes, String name)
            throws FormatException {
        long compressed = table.getInt(entry + 20) & FULL;
        long size = table.getInt(entry + 24) & FULL;
        long header = table.getInt(entry + 42) & FULL;
        if (size == FULL || compressed == FULL || header == FULL) {
            ByteBuffer extra = find(table.slice(entry + extraAt, extraBytes).order(table.order()), name);
            size = size == FULL ? next(extra, name) : size;
            compressed = compressed == FULL ? next(extra, name) : compressed;
            header = header == FULL ? next(extra, name) : header;
        }
        return new Zip64Extra(size, compressed, header);
    }

    private static ByteBuffer find(ByteBuffer extras, String name) throws FormatException {
        while (extras.remaining() >= 4) {
            int id = extras.getShort() & 0xffff;
            int length = extras.getShort() & 0xffff;
            expect(length <= extras.remaining(), "entry " + Quote.of(name) + " has a damaged extra field");
            if (id == ZIP64) {
                return extras.slice(extras.position(), length).order(extras.order());
            }
            extras.position(extras.position() + length);
        }
        throw new FormatException("entry " + Quote.of(name) + " lacks the zip64 field that its sizes call for");
    }

    private static long next(ByteBuffer extra, String name) throws FormatException {
        expect(extra.remaining() >= 8, "entry " + Quote.of(name) + " has a zip64 field that is too short");
        long value = extra.getLong();
        expect(value >= 0, "entry " + Quote.of(name) + " has an impossible size or place");
        return value;
    }
}
