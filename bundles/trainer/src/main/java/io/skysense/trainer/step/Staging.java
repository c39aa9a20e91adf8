// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.trainer.step;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.Map;

/**
 * Host memory from which arrays are made: one buffer a use, grown when needed, used again for every batch.
 *
 * <p>Aligned to 64 bytes, because libraries of linear algebra may take another path, with other last bits, for data
 * that is not.
 */
public final class Staging {

    private static final int ALIGNMENT = 64;

    private final Map<Object, ByteBuffer> buffers = new HashMap<>();

    /** Without any memory yet. */
    public Staging() {}

    /**
     * Copies values in.
     *
     * @param use names the buffer: a modality, for example; what it held before is overwritten
     * @param values from position 0 to the limit
     * @return the copy: direct, in the machine's byte order, valid until the next call for this use
     */
    public ByteBuffer copy(Object use, FloatBuffer values) {
        int bytes = Math.multiplyExact(values.limit(), Float.BYTES);
        ByteBuffer buffer = buffers.get(use);
        if (buffer == null || buffer.capacity() < bytes) {
            buffer = ByteBuffer.allocateDirect(Math.addExact(bytes, ALIGNMENT))
                    .alignedSlice(ALIGNMENT)
                    .order(ByteOrder.nativeOrder());
            buffers.put(use, buffer);
        }
        buffer.clear().limit(bytes);
        buffer.asFloatBuffer().put(values.duplicate().rewind());
        return buffer;
    }
}
