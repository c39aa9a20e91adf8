// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.incontext;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.ZipFile;

/** Reads the numeric arrays of the golden file, which is small and known to be good. */
final class Npz {

    private final Path file;

    Npz(Path file) {
        this.file = file;
    }

    /** The values of an array in C order, as floats. */
    float[] read(String name) throws IOException {
        byte[] bytes;
        try (ZipFile zip = new ZipFile(file.toFile());
                InputStream in = zip.getInputStream(zip.getEntry(name + ".npy"))) {
            bytes = in.readAllBytes();
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int header = buffer.getShort(8);
        String said = new String(bytes, 10, header, StandardCharsets.US_ASCII);
        String type = said.replaceAll(".*'descr': '([^']*)'.*\\s*", "$1");
        buffer.position(10 + header);
        int width = Integer.parseInt(type.substring(2));
        float[] values = new float[buffer.remaining() / width];
        for (int i = 0; i < values.length; i++) {
            values[i] = next(buffer, type);
        }
        return values;
    }

    private static float next(ByteBuffer buffer, String type) {
        return switch (type) {
            case "|u1" -> buffer.get() & 0xff;
            case "<i2" -> buffer.getShort();
            case "<i4" -> buffer.getInt();
            case "<i8" -> buffer.getLong();
            case "<f4" -> buffer.getFloat();
            default -> throw new IllegalArgumentException(type);
        };
    }
}
