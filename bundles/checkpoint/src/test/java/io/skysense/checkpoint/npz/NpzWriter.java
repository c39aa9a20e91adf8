// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.checkpoint.npz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Makes files as NumPy would, and some that it would not. */
final class NpzWriter {

    private final Map<String, byte[]> entries = new LinkedHashMap<>();

    /** An array of some elements, given as NumPy writes them. */
    NpzWriter array(String name, String descr, boolean columnMajor, String shape, byte[] elements) {
        return entry(name + ".npy", npy(descr, columnMajor, shape, elements));
    }

    NpzWriter entry(String name, byte[] content) {
        entries.put(name, content);
        return this;
    }

    byte[] zip(boolean deflated) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                ZipEntry header = new ZipEntry(entry.getKey());
                if (!deflated) {
                    CRC32 crc = new CRC32();
                    crc.update(entry.getValue());
                    header.setMethod(ZipEntry.STORED);
                    header.setSize(entry.getValue().length);
                    header.setCrc(crc.getValue());
                }
                out.putNextEntry(header);
                out.write(entry.getValue());
            }
        }
        return bytes.toByteArray();
    }

    static byte[] npy(String descr, boolean columnMajor, String shape, byte[] elements) {
        return npy(
                "{'descr': '" + descr + "', 'fortran_order': " + (columnMajor ? "True" : "False") + ", 'shape': "
                        + shape + ", }",
                elements);
    }

    static byte[] npy(String dictionary, byte[] elements) {
        int padded = (10 + dictionary.length() + 1 + 63) / 64 * 64;
        String text = dictionary + " ".repeat(padded - 11 - dictionary.length()) + "\n";
        return ByteBuffer.allocate(padded + elements.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(NpyHeader.MAGIC)
                .put((byte) 1)
                .put((byte) 0)
                .putShort((short) text.length())
                .put(text.getBytes(StandardCharsets.US_ASCII))
                .put(elements)
                .array();
    }

    static byte[] floats(float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            bytes.putFloat(value);
        }
        return bytes.array();
    }
}
