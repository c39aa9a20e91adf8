// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.incontext;

/**
 * How the images of a collage lie: down the first column, then down the next. Eight of them lie four by two.
 *
 * @param rows images in a column
 * @param columns columns
 */
public record CollageLayout(int rows, int columns) {

    /**
     * The layout of a number of images: the full rectangle that is nearest to twice as high as wide, the higher of two
     * that are equally near.
     *
     * @param images at least 1
     * @return the layout
     */
    public static CollageLayout of(int images) {
        if (images < 1) {
            throw new IllegalArgumentException("a collage of " + images + " images");
        }
        CollageLayout best = new CollageLayout(images, 1);
        for (int columns = 2; columns <= images; columns++) {
            CollageLayout next = new CollageLayout(images / columns, columns);
            if (images % columns == 0 && next.distortion() < best.distortion()) {
                best = next;
            }
        }
        return best;
    }

    private double distortion() {
        double higher = rows / (2.0 * columns);
        return Math.max(higher, 1 / higher);
    }

    /**
     * The place of an image.
     *
     * @param image 0 to rows*columns-1
     * @param side height and width of an image
     * @return its box in the collage
     */
    public Box tile(int image, int side) {
        return new Box(image % rows * side, image / rows * side, side, side);
    }

    /**
     * The image at a place.
     *
     * @param row of images
     * @param column of images
     * @return which image lies there
     */
    int image(int row, int column) {
        return column * rows + row;
    }
}
