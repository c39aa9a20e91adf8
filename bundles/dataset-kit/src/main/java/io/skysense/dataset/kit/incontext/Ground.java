// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.incontext;

import io.skysense.api.data.Extent;
import io.skysense.api.data.Modality;
import java.util.Map;

/**
 * The ground that one image of a collage shows. All sensors and the label show the same: it is chosen in whole cells of
 * the coarsest grid they need, that of S2, else of S1, else of HR, and every image takes its pixels of those cells.
 *
 * <p>This mends the reference, whose crops of HR lie half a cell beside those of S2 and S1, whose S2 crops are always at
 * the upper left corner when there is no S1, and which does not crop images without HR.
 *
 * @param rows rows of the whole scene in cells
 * @param columns columns of the whole scene in cells
 * @param crop the crop around a pixel of the class, in cells
 */
record Ground(int rows, int columns, Box crop) {

    /** HR pixels along one side of an S2 or S1 pixel, as the model expects them. */
    static final int CELL = 32;

    /**
     * Chooses the crop around a pixel: {@code size} HR pixels, or without HR size/32 pixels of S2 or S1; the whole side
     * where the scene is not larger.
     *
     * @param extents the sizes of the modalities that are present
     * @param size side in HR pixels
     * @param row of the pixel, as a share of the scene's height, 0 to below 1
     * @param column of the pixel, as a share of its width
     * @return the ground; the pixel is inside
     */
    static Ground around(Map<Modality, Extent> extents, int size, double row, double column) {
        Extent unit = unit(extents);
        Extent hr = extents.get(Modality.HR);
        int height = side(unit.height(), hr == null ? unit.height() * (long) CELL : hr.height(), size);
        int width = side(unit.width(), hr == null ? unit.width() * (long) CELL : hr.width(), size);
        int top = corner(row, unit.height(), height);
        int left = corner(column, unit.width(), width);
        return new Ground(unit.height(), unit.width(), new Box(top, left, height, width));
    }

    private static Extent unit(Map<Modality, Extent> extents) {
        Extent coarse = extents.getOrDefault(Modality.S2, extents.get(Modality.S1));
        return coarse == null ? extents.get(Modality.HR) : coarse;
    }

    private static int side(int cells, long pixels, int size) {
        return pixels <= size ? cells : (int) Math.min(cells, Math.max(1, Math.round((double) cells * size / pixels)));
    }

    private static int corner(double share, int cells, int side) {
        int centre = (int) (share * cells);
        return Math.min(Math.max(0, centre - side / 2), cells - side);
    }

    /**
     * The crop on the grid of an image or label.
     *
     * @param height rows of that image
     * @param width columns of that image
     * @return its pixels of the crop
     */
    Box crop(int height, int width) {
        return crop.on(rows, columns, height, width);
    }

    /**
     * A part of the crop on the grid of an image or label.
     *
     * @param part in cells of a grid over the crop
     * @param partRows rows of that grid
     * @param partColumns columns of that grid
     * @param height rows of the image
     * @param width columns of the image
     * @return its pixels of the part
     */
    Box part(Box part, int partRows, int partColumns, int height, int width) {
        Box whole = crop(height, width);
        return part.on(partRows, partColumns, whole.height(), whole.width()).moved(whole.row(), whole.column());
    }
}
