// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.nn.detection;

import io.skysense.api.data.ObjectBox;
import java.util.Arrays;

/**
 * A convex polygon.
 *
 * @param points x and y of each corner, around
 */
record Polygon(double[] points) {

    static Polygon of(ObjectBox box) {
        return new Polygon(box.corners());
    }

    /** {@return what of it lies within a box, by cutting off what is beyond each side (Sutherland and Hodgman 1974)} */
    Polygon clippedBy(ObjectBox box) {
        double[] corners = box.corners();
        Polygon left = this;
        for (int i = 0; i < 4; i++) {
            int next = (i + 1) % 4;
            left = left.cut(corners[2 * i], corners[2 * i + 1], corners[2 * next], corners[2 * next + 1]);
        }
        return left;
    }

    /** Keeps what lies to the inner side of the line from one point to another. */
    private Polygon cut(double fromX, double fromY, double toX, double toY) {
        double[] kept = new double[2 * points.length + 4];
        int count = 0;
        for (int i = 0; i < points.length; i += 2) {
            double x = points[i];
            double y = points[i + 1];
            double nextX = points[(i + 2) % points.length];
            double nextY = points[(i + 3) % points.length];
            double side = side(fromX, fromY, toX, toY, x, y);
            double nextSide = side(fromX, fromY, toX, toY, nextX, nextY);
            if (side >= 0) {
                kept[count++] = x;
                kept[count++] = y;
            }
            if (side >= 0 != nextSide >= 0) {
                double share = side / (side - nextSide);
                kept[count++] = x + share * (nextX - x);
                kept[count++] = y + share * (nextY - y);
            }
        }
        return new Polygon(Arrays.copyOf(kept, count));
    }

    private static double side(double fromX, double fromY, double toX, double toY, double x, double y) {
        return (toX - fromX) * (y - fromY) - (toY - fromY) * (x - fromX);
    }

    /** {@return its area} */
    double area() {
        double twice = 0;
        for (int i = 0; i < points.length; i += 2) {
            double nextX = points[(i + 2) % points.length];
            double nextY = points[(i + 3) % points.length];
            twice += points[i] * nextY - nextX * points[i + 1];
        }
        return Math.abs(twice) / 2;
    }
}
