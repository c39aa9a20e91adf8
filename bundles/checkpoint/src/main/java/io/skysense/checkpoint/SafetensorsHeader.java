// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.checkpoint;

import io.skysense.checkpoint.archive.Quote;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the header of a safetensors file says.
 *
 * <p>Layout of a file: 8 bytes, little-endian, the length N of the header; N bytes of JSON, padded with
 * spaces to a multiple of 8; the tensors, without holes.
 *
 * @param metadata strings under {@code __metadata__}
 * @param tensors the tensors by name, in the order of their bytes
 * @param dataStart where their bytes begin in the file
 */
record SafetensorsHeader(Map<String, String> metadata, Map<String, TensorInfo> tensors, long dataStart) {

    /** The greatest header that is read: far above any model's, far below what could hurt. */
    static final int MAX_BYTES = 32 << 20;

    /** The key of {@link #metadata} in the JSON. */
    static final String METADATA = "__metadata__";

    SafetensorsHeader {
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
        tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    }

    /**
     * Checks that the tensors fill the data without holes or overlaps.
     *
     * @param sorted the tensors in the order of their bytes
     * @param dataBytes the size of the data
     * @return what is wrong; null if nothing is
     */
    static String layoutError(List<TensorInfo> sorted, long dataBytes) {
        long at = 0;
        for (TensorInfo tensor : sorted) {
            if (tensor.begin() != at) {
                return "tensor " + Quote.of(tensor.name()) + " begins at byte " + tensor.begin()
                        + (tensor.begin() < at ? ", inside the one before it" : ", after a hole") + " (expected " + at
                        + ")";
            }
            at = tensor.end();
        }
        return at == dataBytes ? null : "the tensors take " + at + " bytes, the file holds " + dataBytes;
    }
}
