// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.checkpoint.torch;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.CRC32;

/** Writes a zip64 archive of a pickle and one huge storage of zeros, which takes no room on the disk. */
final class LargeZip {

    private static final String PICKLE = "w/data.pkl";
    private static final String STORAGE = "w/data/0";

    private LargeZip() {}

    /** The storage holds some values at a place; its CRC is not that of its bytes. */
    static void write(Path path, byte[] pickle, long size, long at, byte[] values) throws IOException {
        try (RandomAccessFile out = new RandomAccessFile(path.toFile(), "rw")) {
            CRC32 crc = new CRC32();
            crc.update(pickle);
            out.write(local(PICKLE));
            out.write(pickle);
            long storage = out.getFilePointer();
            out.write(local(STORAGE));
            long data = out.getFilePointer();
            out.seek(data + at);
            out.write(values);
            out.seek(data + size);
            out.write(central(PICKLE, (int) crc.getValue(), pickle.length, 0));
            out.write(central(STORAGE, 0, size, storage));
            out.write(end(data + size, out.getFilePointer() - data - size));
        }
    }

    private static byte[] local(String name) {
        return buffer(30 + name.length())
                .putInt(0x04034b50)
                .position(26)
                .putShort((short) name.length())
                .putShort((short) 0)
                .put(name.getBytes(StandardCharsets.US_ASCII))
                .array();
    }

    private static byte[] central(String name, int crc, long size, long header) {
        return buffer(46 + name.length() + 28)
                .putInt(0x02014b50)
                .position(16)
                .putInt(crc)
                .putInt(-1)
                .putInt(-1)
                .putShort((short) name.length())
                .putShort((short) 28)
                .position(42)
                .putInt(-1)
                .put(name.getBytes(StandardCharsets.US_ASCII))
                .putShort((short) 1)
                .putShort((short) 24)
                .putLong(size)
                .putLong(size)
                .putLong(header)
                .array();
    }

    /** The wide record, its locator, and the plain one that refers to them. */
    private static byte[] end(long table, long bytes) {
        return buffer(56 + 20 + 22)
                .putInt(0x06064b50)
                .putLong(44)
                .position(24)
                .putLong(2)
                .putLong(2)
                .putLong(bytes)
                .putLong(table)
                .putInt(0x07064b50)
                .putInt(0)
                .putLong(table + bytes)
                .putInt(1)
                .putInt(0x06054b50)
                .putInt(0)
                .putShort((short) -1)
                .putShort((short) -1)
                .putInt(-1)
                .putInt(-1)
                .putShort((short) 0)
                .array();
    }

    private static ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
