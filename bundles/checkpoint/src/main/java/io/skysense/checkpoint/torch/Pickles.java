// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.checkpoint.torch;

import io.skysense.checkpoint.archive.Bytes;
import java.nio.ByteOrder;
import java.util.Map;

/**
 * A checkpoint taken apart.
 *
 * @param top what its pickle holds
 * @param storages the bytes of each storage by key, checked for their size
 * @param order of the bytes of an element
 */
record Pickles(Object top, Map<String, Bytes> storages, ByteOrder order) {

    /** The greatest pickle that is read: a hundred times that of a model of 1,500 tensors with its optimiser. */
    static final int MAX_BYTES = 32 << 20;
}
