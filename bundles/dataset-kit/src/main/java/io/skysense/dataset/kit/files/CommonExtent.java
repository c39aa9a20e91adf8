// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.files;

import io.skysense.api.data.Extent;
import io.skysense.api.data.LabelMap;

/**
 * What an image and a label of another size have in common, from the upper left corner.
 *
 * @param height rows
 * @param width columns
 */
record CommonExtent(int height, int width) {

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
     * Cuts an image of the same ground.
     *
     * @param image the size of the reference image itself, or of one of another resolution
     * @param reference the size of the image that this extent counts the pixels of
     * @return the part that covers this extent, to the nearest pixel and at least one
     */
    Extent cut(Extent image, Extent reference) {
        return new Extent(
                image.times(),
                part(image.height(), height, reference.height()),
                part(image.width(), width, reference.width()));
    }

    private static int part(int own, int common, int reference) {
        return (int) Math.max(1, Math.round((double) own * common / reference));
    }
}
