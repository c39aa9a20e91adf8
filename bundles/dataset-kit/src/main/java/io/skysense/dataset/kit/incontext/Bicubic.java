// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.incontext;

/**
 * Bicubic resizing of planes of one size, along columns first and then along rows. Any part of the result can be made
 * by itself and equals that part of the whole.
 *
 * <p>Values may overshoot the range of the source, as in the reference: they are not clamped.
 */
final class Bicubic {

    private final CubicAxis rows;
    private final CubicAxis columns;

    /**
     * Prepares the way from one size to another.
     *
     * @param height rows of the source
     * @param width columns of the source
     * @param outputHeight rows of the result
     * @param outputWidth columns of the result
     * @param flipped whether the result is mirrored left to right
     */
    Bicubic(int height, int width, int outputHeight, int outputWidth, boolean flipped) {
        CubicAxis across = CubicAxis.of(width, outputWidth);
        this.rows = CubicAxis.of(height, outputHeight);
        this.columns = flipped ? across.reversed() : across;
    }

    /**
     * Resizes a plane.
     *
     * @param source its rows, which begin at 0
     * @param column the first column of the result that is made
     * @param count how many columns are made
     * @param at where they begin in the rows' arrays
     * @return rows of the result
     */
    Rows resize(Rows source, int column, int count, int at) {
        return new CubicRows(new CubicColumns(source, columns.part(column, count), at), rows, at, count);
    }

    /**
     * Resizes a plane along rows first: less work where it gets smaller, and another rounding in the last place.
     *
     * @param source its rows, which begin at 0
     * @return rows of the whole result, which begin at 0
     */
    Rows shrink(Rows source) {
        Rows fewer = new CubicRows(source, rows, CubicAxis.MARGIN, columns.source());
        return new CubicColumns(fewer, columns, 0);
    }
}
