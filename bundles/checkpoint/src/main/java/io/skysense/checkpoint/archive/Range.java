// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.checkpoint.archive;

/** Checks of a part against a whole. */
final class Range {

    private Range() {}

    static void check(long from, long length, long size) {
        if (from < 0 || length < 0 || from > size - length) {
            throw new IndexOutOfBoundsException(length + " bytes from " + from + " of " + size);
        }
    }
}
