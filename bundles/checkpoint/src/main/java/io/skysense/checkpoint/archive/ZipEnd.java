// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.checkpoint.archive;

import static io.skysense.checkpoint.archive.FormatException.expect;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The record at the end of a zip file.
 *
 * @param entries how many there are
 * @param begin where the table of contents begins
 * @param bytes how long it is
 */
record ZipEnd(long entries, long begin, long bytes) {

    private static final int END = 0x06054b50;
    private static final int LOCATOR = 0x07064b50;
    private static final int END64 = 0x06064b50;
    private static final int END_BYTES = 22;
    private static final int LOCATOR_BYTES = 20;
    private static final int END64_BYTES = 56;
    private static final int MAX_COMMENT = 0xffff;

    static ZipEnd find(MappedFile file) throws IOException {
        long size = file.size();
        int tail = (int) Math.min(size, END_BYTES + MAX_COMMENT);
        ByteBuffer bytes = file.slice(size - tail, tail).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = tail - END_BYTES; at >= 0; at--) {
            if (bytes.getInt(at) == END && (bytes.getShort(at + 20) & 0xffff) == tail - END_BYTES - at) {
                return read(file, bytes, at, size - tail + at);
            }
        }
        throw new FormatException("truncated: the zip file has no table of contents");
    }

    private static ZipEnd read(MappedFile file, ByteBuffer bytes, int at, long position) throws IOException {
        long entries = bytes.getShort(at + 10) & 0xffff;
        long length = bytes.getInt(at + 12) & 0xffffffffL;
        long begin = bytes.getInt(at + 16) & 0xffffffffL;
        long end = position;
        boolean full = entries == 0xffff || length == 0xffffffffL || begin == 0xffffffffL;
        if (full && position >= LOCATOR_BYTES) {
            ByteBuffer locator =
                    file.slice(position - LOCATOR_BYTES, LOCATOR_BYTES).order(ByteOrder.LITTLE_ENDIAN);
            if (locator.getInt(0) == LOCATOR) {
                end = locator.getLong(8);
                expect(
                        end >= 0 && end <= position - LOCATOR_BYTES - END64_BYTES,
                        "the zip64 record does not lie within the file");
                ByteBuffer wide = file.slice(end, END64_BYTES).order(ByteOrder.LITTLE_ENDIAN);
                expect(wide.getInt(0) == END64, "the zip64 record is damaged");
                entries = wide.getLong(32);
                length = wide.getLong(40);
                begin = wide.getLong(48);
            }
        }
        expect(
                entries >= 0 && length >= 0 && begin >= 0 && begin <= end && length <= end - begin,
                "truncated: the table of contents does not lie within the file");
        return new ZipEnd(entries, begin, length);
    }
}
