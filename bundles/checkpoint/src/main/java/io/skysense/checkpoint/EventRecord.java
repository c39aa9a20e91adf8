// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.zip.CRC32C;

/**
 * The framing of TensorFlow's record files: length (8 bytes), its checksum (4), the data, their checksum (4), all
 * little-endian. Checksums are CRC-32C, turned and shifted so that a checksum of checksums is no fixed point.
 */
final class EventRecord {

    private static final int HEAD = 12;
    private static final int FOOT = 4;
    private static final int MASK = 0xa282ead8;

    /** No event of ours comes near; a longer one is damage. */
    private static final long LONGEST = 1 << 24;

    private EventRecord() {}

    /** {@return a whole record, ready to be written} */
    static ByteBuffer framed(ByteBuffer data) {
        ByteBuffer record = ByteBuffer.allocate((int) size(data)).order(ByteOrder.LITTLE_ENDIAN);
        record.putLong(data.remaining());
        record.putInt(checksum(record.duplicate().flip()));
        record.put(data.duplicate());
        record.putInt(checksum(data));
        return record.flip();
    }

    /** {@return the data of the record that begins at a position; null if there is no sound one} */
    static ByteBuffer read(FileChannel in, long position) throws IOException {
        ByteBuffer head = fill(in, position, HEAD);
        long length = head.remaining() < HEAD ? -1 : head.getLong(0);
        if (length < 0 || length > LONGEST || head.getInt(Long.BYTES) != checksum(head.slice(0, Long.BYTES))) {
            return null;
        }
        ByteBuffer data = fill(in, position + HEAD, (int) length);
        ByteBuffer foot = fill(in, position + HEAD + length, FOOT);
        return data.remaining() == length && foot.remaining() == FOOT && foot.getInt(0) == checksum(data) ? data : null;
    }

    /** {@return bytes of the record with such data} */
    static long size(ByteBuffer data) {
        return HEAD + data.remaining() + FOOT;
    }

    private static ByteBuffer fill(FileChannel in, long position, int bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining() && in.read(buffer, position + buffer.position()) >= 0) {
            // Until it is full, or the file ends.
        }
        return buffer.flip();
    }

    private static int checksum(ByteBuffer bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes.duplicate());
        return Integer.rotateRight((int) crc.getValue(), 15) + MASK;
    }
}
