// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.checkpoint.torch;

import io.skysense.checkpoint.ElementType;

/**
 * A run of elements that tensors share.
 *
 * @param key its name beside the pickle
 * @param type of its elements
 * @param count how many there are
 */
record Storage(String key, ElementType type, long count) {

    /** {@return its size in bytes} */
    long bytes() {
        return count * type.bytes();
    }
}
