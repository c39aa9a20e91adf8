// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.report;

import io.skysense.api.data.ClassTable;
import io.skysense.api.data.ObjectBox;
import java.util.List;

/** Draws objects as outlines in the colours of their classes over an image. */
final class BoxPainter {

    private BoxPainter() {}

    /**
     * Draws.
     *
     * @param ground the image, which stays as it is
     * @param boxes on a grid of which a pixel is {@code scale} pixels of the image
     * @param scale pixels of the image for one of the boxes' grid
     * @param table colours
     * @return a copy with the outlines
     */
    static Picture paint(Picture ground, List<ObjectBox> boxes, double scale, ClassTable table) {
        int[] rgb = ground.rgb().clone();
        Picture picture = new Picture(ground.width(), ground.height(), rgb);
        for (ObjectBox box : boxes) {
            double[] corners = box.corners();
            int colour = table.classes().get(box.classIndex()).rgb();
            for (int i = 0; i < 4; i++) {
                int next = (i + 1) % 4;
                line(
                        picture,
                        corners[2 * i] * scale,
                        corners[2 * i + 1] * scale,
                        corners[2 * next] * scale,
                        corners[2 * next + 1] * scale,
                        colour);
            }
        }
        return picture;
    }

    private static void line(Picture picture, double fromX, double fromY, double toX, double toY, int colour) {
        int steps = (int) Math.ceil(Math.max(Math.abs(toX - fromX), Math.abs(toY - fromY))) + 1;
        for (int i = 0; i <= steps; i++) {
            int x = (int) Math.floor(fromX + (toX - fromX) * i / steps);
            int y = (int) Math.floor(fromY + (toY - fromY) * i / steps);
            if (x >= 0 && y >= 0 && x < picture.width() && y < picture.height()) {
                picture.rgb()[y * picture.width() + x] = colour;
            }
        }
    }
}
