// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.api.data;

/**
 * An object in an image: a rectangle, upright or turned. Lengths are in pixels of the grid that labels lie on; its upper
 * left corner is (0, 0), and the centre of its first pixel (0.5, 0.5).
 *
 * @param classIndex its class
 * @param x column of its centre
 * @param y row of its centre
 * @param width its side along the angle, above 0
 * @param height its side across, above 0
 * @param angle from the direction of columns towards that of rows, in radians; 0 if it is upright
 * @param score how sure it is, from 0 to 1; 1 for labels
 */
public record ObjectBox(int classIndex, double x, double y, double width, double height, double angle, double score) {

    /** Checks the sides. */
    public ObjectBox {
        if (!(width > 0) || !(height > 0) || !Double.isFinite(x + y + width + height + angle)) {
            throw new IllegalArgumentException(
                    "a box of " + width + " by " + height + " at " + x + ", " + y + ", turned by " + angle);
        }
    }

    /** {@return its corners, (x, y) four times, around} */
    public double[] corners() {
        double cos = StrictMath.cos(angle);
        double sin = StrictMath.sin(angle);
        double[] corners = new double[8];
        for (int i = 0; i < 4; i++) {
            double along = (i == 0 || i == 3 ? -1 : 1) * width / 2;
            double across = (i < 2 ? -1 : 1) * height / 2;
            corners[2 * i] = x + along * cos - across * sin;
            corners[2 * i + 1] = y + along * sin + across * cos;
        }
        return corners;
    }

    /** {@return the smallest upright box around it, itself if it is upright} */
    public ObjectBox upright() {
        if (angle == 0) {
            return this;
        }
        double cos = Math.abs(StrictMath.cos(angle));
        double sin = Math.abs(StrictMath.sin(angle));
        return new ObjectBox(classIndex, x, y, width * cos + height * sin, width * sin + height * cos, 0, score);
    }

    /** {@return the same rectangle, its width the longer side and its angle from -pi/2 to below pi/2} */
    public ObjectBox longSideFirst() {
        boolean swap = height > width;
        double turned = swap ? angle + Math.PI / 2 : angle;
        turned -= Math.PI * Math.floor(turned / Math.PI + 0.5);
        return new ObjectBox(classIndex, x, y, swap ? height : width, swap ? width : height, turned, score);
    }

    /**
     * Moves it.
     *
     * @param columns to the right
     * @param rows down
     * @return a copy
     */
    public ObjectBox moved(double columns, double rows) {
        return new ObjectBox(classIndex, x + columns, y + rows, width, height, angle, score);
    }
}
