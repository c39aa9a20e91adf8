// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.checkpoint.pickle;

import java.math.BigInteger;

/** Python's words for values. */
public final class Describe {

    private Describe() {}

    /** {@return the type of a value, for messages} */
    public static String of(Object value) {
        if (value == null) {
            return "None";
        }
        if (value instanceof Long || value instanceof BigInteger) {
            return "int";
        }
        if (value instanceof Items items) {
            return items.kind();
        }
        if (value instanceof Opaque opaque) {
            return opaque.what();
        }
        if (value instanceof Global global) {
            return global.name();
        }
        if (value instanceof Double) {
            return "float";
        }
        if (value instanceof Boolean) {
            return "bool";
        }
        return value instanceof String
                ? "str"
                : value.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
    }
}
