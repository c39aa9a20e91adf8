// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.runtime.model;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.function.DoubleSupplier;

/**
 * Fills float32 arrays through one small buffer: an array made from a Java buffer keeps it as its memory, which counts
 * against the JVM's limit of direct memory and is freed by the garbage collector only.
 */
final class ChunkedFill {

    private static final int CHUNK = 1 << 18;

    private ChunkedFill() {}

    static void fill(NDArray array, DoubleSupplier values) {
        long size = array.size();
        try (NDManager scratch = array.getManager().newSubManager(Device.cpu())) {
            ByteBuffer bytes = ByteBuffer.allocateDirect((int) Math.min(CHUNK, size) * Float.BYTES)
                    .order(ByteOrder.nativeOrder());
            NDArray flat = array.reshape(size);
            flat.attach(scratch);
            for (long from = 0; from < size; from += CHUNK) {
                int length = (int) Math.min(CHUNK, size - from);
                FloatBuffer floats = bytes.asFloatBuffer();
                for (int i = 0; i < length; i++) {
                    floats.put(i, (float) values.getAsDouble());
                }
                try (NDArray source = scratch.create(
                                bytes.slice(0, length * Float.BYTES), new Shape(length), DataType.FLOAT32);
                        NDArray part = flat.get(new NDIndex().addSliceDim(from, from + length))) {
                    source.copyTo(part);
                }
            }
        }
    }
}
