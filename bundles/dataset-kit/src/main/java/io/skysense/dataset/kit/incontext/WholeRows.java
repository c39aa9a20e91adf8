// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.incontext;

/**
 * Rounds half to even, as the reference does with whole-numbered images.
 *
 * @param source rows of values as {@link Whole#round} takes them
 * @param at where they begin in their arrays
 * @param width their width
 */
record WholeRows(Rows source, int at, int width) implements Rows {

    @Override
    public void read(int from, int count, float[][] out, int line) {
        source.read(from, count, out, line);
        for (int i = 0; i < count; i++) {
            Whole.round(out[line + i], at, width);
        }
    }
}
