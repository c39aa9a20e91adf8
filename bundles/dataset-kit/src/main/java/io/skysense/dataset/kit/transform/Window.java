// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.transform;

import io.skysense.api.data.ObjectBox;

/**
 * A rectangle of a sample's reference grid, and how it is turned. The reference grid is that of the label: the HR
 * image, else the first modality present. Parts outside the image are allowed.
 *
 * @param row its upper edge in pixels of the reference grid
 * @param column its left edge
 * @param height its extent in pixels, above 0
 * @param width its extent in pixels, above 0
 * @param transposed whether rows and columns change places
 * @param flipRows whether the result is then mirrored upside down
 * @param flipColumns whether the result is then mirrored left to right
 */
public record Window(
        double row,
        double column,
        double height,
        double width,
        boolean transposed,
        boolean flipRows,
        boolean flipColumns) {

    /** Checks the extent. */
    public Window {
        if (!(height > 0) || !(width > 0)) {
            throw new IllegalArgumentException("a window of " + height + " by " + width);
        }
    }

    /**
     * An upright window from the upper left corner.
     *
     * @param height its rows
     * @param width its columns
     * @return the window
     */
    public static Window of(int height, int width) {
        return new Window(0, 0, height, width, false, false, false);
    }

    /**
     * The same ground on a grid of another resolution.
     *
     * @param rows its rows for one row of the reference grid
     * @param columns its columns for one column of the reference grid
     * @return the window in pixels of that grid
     */
    Window scaled(double rows, double columns) {
        return new Window(
                row * rows, column * columns, height * rows, width * columns, transposed, flipRows, flipColumns);
    }

    /** The source coordinate axis that output rows run along. */
    Axis outputRows(int count, int sourceRows, int sourceColumns) {
        return transposed
                ? Axis.over(column, width, count, sourceColumns, flipRows)
                : Axis.over(row, height, count, sourceRows, flipRows);
    }

    /** The source coordinate axis that output columns run along. */
    Axis outputColumns(int count, int sourceRows, int sourceColumns) {
        return transposed
                ? Axis.over(row, height, count, sourceRows, flipColumns)
                : Axis.over(column, width, count, sourceColumns, flipColumns);
    }

    /**
     * Where an object stands in the output.
     *
     * @param box on the source's grid
     * @param rows of the output
     * @param columns of the output
     * @return the object in pixels of the output; may lie outside
     */
    ObjectBox seen(ObjectBox box, int rows, int columns) {
        double across = (box.x() - column) / width;
        double down = (box.y() - row) / height;
        double outDown = transposed ? across : down;
        double outAcross = transposed ? down : across;
        double cos = StrictMath.cos(box.angle());
        double sin = StrictMath.sin(box.angle());
        double turnedCos = (transposed ? sin : cos) * (flipColumns ? -1 : 1);
        double turnedSin = (transposed ? cos : sin) * (flipRows ? -1 : 1);
        // Windows keep their proportions, so one factor does for both sides.
        double scale = columns / (transposed ? height : width);
        boolean upright = box.angle() == 0;
        return new ObjectBox(
                box.classIndex(),
                (flipColumns ? 1 - outAcross : outAcross) * columns,
                (flipRows ? 1 - outDown : outDown) * rows,
                (upright && transposed ? box.height() : box.width()) * scale,
                (upright && transposed ? box.width() : box.height()) * scale,
                upright ? 0 : StrictMath.atan2(turnedSin, turnedCos),
                box.score());
    }
}
