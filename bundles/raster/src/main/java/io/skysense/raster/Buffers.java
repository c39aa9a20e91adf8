// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.raster;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Direct buffers as GDAL takes them: it ignores position and byte order. */
final class Buffers {

    private Buffers() {}

    static ByteBuffer allocate(String source, int pixels, PixelType type) throws RasterException {
        try {
            return ByteBuffer.allocateDirect(bytes(pixels, type)).order(ByteOrder.nativeOrder());
        } catch (OutOfMemoryError e) {
            throw new RasterException(source, "no memory for " + pixels + " pixels of " + type, "", e);
        }
    }

    /** The part of a caller's buffer from its position on. */
    static ByteBuffer checked(ByteBuffer buffer, int pixels, PixelType type) {
        if (!buffer.isDirect() || buffer.isReadOnly()) {
            throw new IllegalArgumentException("pixels go into a writable direct buffer, not " + buffer);
        }
        if (type.bytes() > 1 && buffer.order() != ByteOrder.nativeOrder()) {
            throw new IllegalArgumentException("pixels are in native byte order, the buffer in " + buffer.order());
        }
        int bytes = bytes(pixels, type);
        if (buffer.remaining() < bytes) {
            throw new IllegalArgumentException(
                    pixels + " pixels of " + type + " need " + bytes + " bytes, the buffer has " + buffer.remaining());
        }
        return buffer.slice(buffer.position(), bytes).order(ByteOrder.nativeOrder());
    }

    static int bytes(int pixels, PixelType type) {
        if (type == PixelType.UNSUPPORTED) {
            throw new IllegalArgumentException("pixels of this type cannot be delivered");
        }
        long bytes = (long) pixels * type.bytes();
        if (bytes > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(pixels + " pixels of " + type + ": too much for one buffer");
        }
        return (int) bytes;
    }

    static void fill(ByteBuffer buffer, PixelType type, double value) {
        type.requireHolds(value);
        for (int i = 0; i < buffer.capacity(); i += type.bytes()) {
            switch (type) {
                case UINT8 -> buffer.put(i, (byte) value);
                case UINT16 -> buffer.putShort(i, (short) (int) value);
                case INT16 -> buffer.putShort(i, (short) value);
                case UINT32 -> buffer.putInt(i, (int) (long) value);
                case INT32 -> buffer.putInt(i, (int) value);
                case FLOAT32 -> buffer.putFloat(i, (float) value);
                case FLOAT64 -> buffer.putDouble(i, value);
                case UNSUPPORTED -> throw new IllegalArgumentException("no pixel type");
            }
        }
    }
}
