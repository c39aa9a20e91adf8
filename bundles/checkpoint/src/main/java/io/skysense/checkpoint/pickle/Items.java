// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.checkpoint.pickle;

import java.util.ArrayList;
import java.util.List;

/**
 * A Python list, tuple or set. Two of them are equal only if they are the same one: contents may contain themselves,
 * or each other a billion times.
 */
public final class Items {

    private final String kind;
    private final List<Object> values;

    /**
     * A sequence.
     *
     * @param kind Python's word for it
     * @param values are taken over
     */
    public Items(String kind, List<Object> values) {
        this.kind = kind;
        this.values = values;
    }

    /** {@return an empty one} */
    static Items empty(String kind) {
        return new Items(kind, new ArrayList<>(0));
    }

    /** {@return Python's word for it} */
    public String kind() {
        return kind;
    }

    /** {@return what it holds; null stands for None} */
    public List<Object> values() {
        return values;
    }
}
