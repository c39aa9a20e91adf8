// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.checkpoint.pickle;

import java.util.LinkedHashMap;
import java.util.Map;

/** A Python dictionary, ordered or not. Two of them are equal only if they are the same one, as with {@link Items}. */
public final class Dict {

    private final Map<Object, Object> entries = new LinkedHashMap<>(2);

    /** {@return keys and values; null stands for None} */
    public Map<Object, Object> entries() {
        return entries;
    }
}
