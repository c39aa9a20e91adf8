// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.gdal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tells whether a shared library was cut short. The dynamic linker does not: it maps the file, and the process dies. */
final class SharedObject {

    private static final int HEADER = 64;
    private static final int MAGIC = 0x464C457F;
    private static final int CLASS_AND_ORDER = 4;
    private static final short LITTLE_ENDIAN_64_BIT = 0x0102;
    private static final int SECTIONS_OFFSET = 0x28;
    private static final int SECTION_SIZE = 0x3A;
    private static final int SECTION_COUNT = 0x3C;

    private SharedObject() {}

    /**
     * Checks a file.
     *
     * @param file a shared library
     * @throws UnsatisfiedLinkError if it is damaged or cannot be read
     */
    static void requireWhole(Path file) {
        try (InputStream content = Files.newInputStream(file)) {
            requireWhole(file.toString(), content.readNBytes(HEADER), Files.size(file));
        } catch (IOException e) {
            throw new UnsatisfiedLinkError(file + " cannot be read: " + e.getMessage());
        }
    }

    /**
     * Checks what a library begins with against its size: the section table is what linkers put last.
     *
     * @param name of the library, for the message
     * @param start its first bytes
     * @param size its size in bytes
     * @throws UnsatisfiedLinkError if it is damaged
     */
    static void requireWhole(String name, byte[] start, long size) {
        ByteBuffer elf = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN);
        if (start.length < HEADER || elf.getInt(0) != MAGIC) {
            throw new UnsatisfiedLinkError(name + " is damaged: no shared library");
        }
        if (elf.getShort(CLASS_AND_ORDER) != LITTLE_ENDIAN_64_BIT) {
            return;
        }
        long count = Short.toUnsignedLong(elf.getShort(SECTION_COUNT));
        long end = elf.getLong(SECTIONS_OFFSET) + count * Short.toUnsignedLong(elf.getShort(SECTION_SIZE));
        if (size < end) {
            throw new UnsatisfiedLinkError(name + " is damaged: " + size + " bytes of " + end);
        }
    }
}
