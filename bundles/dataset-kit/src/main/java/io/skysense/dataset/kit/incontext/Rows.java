// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.incontext;

/**
 * The rows of one plane, made when they are asked for: in ascending order, and none twice. What is made row by row stays
 * in the processor's cache from one step to the next.
 *
 * <p>Where in an array a row begins is up to who makes the object: arrays that are worked on together begin their rows at
 * the same index, or the JVM does not use the processor's vector instructions.
 */
interface Rows {

    /** How many rows are best asked for at once. */
    int AT_ONCE = 4;

    /**
     * Makes rows.
     *
     * @param from the first; rows before it are not asked for any more
     * @param count how many, at most {@link #AT_ONCE}
     * @param out gets each in an array of its own
     * @param line which of the arrays gets the first
     */
    void read(int from, int count, float[][] out, int line);
}
