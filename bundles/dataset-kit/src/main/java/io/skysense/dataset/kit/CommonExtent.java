// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit;

import io.skysense.api.data.ImageCube;
import io.skysense.api.data.LabelMap;

/**
 * What an image and a label of another size have in common, from the upper left corner.
 *
 * @param height rows
 * @param width columns
 */
record CommonExtent(int height, int width) {

    static CommonExtent of(ImageCube image, LabelMap label) {
        return new CommonExtent(Math.min(image.height(), label.height()), Math.min(image.width(), label.width()));
    }

    LabelMap crop(LabelMap label) {
        if (label.height() == height && label.width() == width) {
            return label;
        }
        byte[] classes = new byte[height * width];
        for (int r = 0; r < height; r++) {
            System.arraycopy(label.classes(), r * label.width(), classes, r * width, width);
        }
        return new LabelMap(height, width, classes);
    }

    /**
     * Crops an image of the same ground.
     *
     * @param image the reference image itself, or one of another resolution
     * @param reference the image that this extent counts the pixels of
     * @return the part that covers this extent, to the nearest pixel and at least one
     */
    ImageCube crop(ImageCube image, ImageCube reference) {
        int rows = part(image.height(), height, reference.height());
        int columns = part(image.width(), width, reference.width());
        if (rows == image.height() && columns == image.width()) {
            return image;
        }
        ImageCube cropped = new ImageCube(
                image.times(), image.bands(), rows, columns, new float[image.times() * image.bands() * rows * columns]);
        for (int t = 0; t < image.times(); t++) {
            for (int b = 0; b < image.bands(); b++) {
                for (int r = 0; r < rows; r++) {
                    System.arraycopy(
                            image.values(),
                            image.index(t, b, r, 0),
                            cropped.values(),
                            cropped.index(t, b, r, 0),
                            columns);
                }
            }
        }
        return cropped;
    }

    private static int part(int own, int common, int reference) {
        return (int) Math.max(1, Math.round((double) own * common / reference));
    }
}
