// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.incontext;

/**
 * A rectangle of whole pixels.
 *
 * @param row its upper row, at least 0
 * @param column its left column, at least 0
 * @param height its rows, at least 0
 * @param width its columns, at least 0
 */
public record Box(int row, int column, int height, int width) {

    /** Checks the signs. */
    public Box {
        if (row < 0 || column < 0 || height < 0 || width < 0) {
            throw new IllegalArgumentException(
                    "a box of " + height + " by " + width + " at row " + row + ", column " + column);
        }
    }

    /**
     * A whole image.
     *
     * @param height its rows
     * @param width its columns
     * @return the box from its upper left corner
     */
    public static Box whole(int height, int width) {
        return new Box(0, 0, height, width);
    }

    /** {@return whether it has no pixel} */
    public boolean isEmpty() {
        return height == 0 || width == 0;
    }

    /**
     * What two boxes share.
     *
     * @param other another box of the same image
     * @return the common part; empty if there is none
     */
    public Box intersect(Box other) {
        int top = Math.max(row, other.row);
        int left = Math.max(column, other.column);
        int bottom = Math.min(row + height, other.row + other.height);
        int right = Math.min(column + width, other.column + other.width);
        return new Box(top, left, Math.max(0, bottom - top), Math.max(0, right - left));
    }

    /**
     * The same box in coordinates that begin elsewhere.
     *
     * @param rows rows to move down by
     * @param columns columns to move right by
     * @return the moved box
     */
    public Box moved(int rows, int columns) {
        return new Box(row + rows, column + columns, height, width);
    }

    /**
     * The same ground on another grid: every number is scaled and cut to a whole pixel, and at least one pixel is left.
     *
     * @param fromHeight rows of the grid that the box is on
     * @param fromWidth columns of it
     * @param toHeight rows of the other grid over the same ground
     * @param toWidth columns of it
     * @return the box on the other grid, inside it
     */
    public Box on(int fromHeight, int fromWidth, int toHeight, int toWidth) {
        int top = Math.min(cut(row, toHeight, fromHeight), toHeight - 1);
        int left = Math.min(cut(column, toWidth, fromWidth), toWidth - 1);
        int rows = Math.min(Math.max(1, cut(height, toHeight, fromHeight)), toHeight - top);
        int columns = Math.min(Math.max(1, cut(width, toWidth, fromWidth)), toWidth - left);
        return new Box(top, left, rows, columns);
    }

    private static int cut(int value, int to, int from) {
        return (int) ((long) value * to / from);
    }
}
