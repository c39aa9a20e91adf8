// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.nn.detection;

import io.skysense.api.data.ObjectBox;

/** How much two rectangles, upright or turned, have in common. */
public final class BoxOverlap {

    private BoxOverlap() {}

    /**
     * Intersection over union.
     *
     * @param a a box
     * @param b another
     * @return from 0, for boxes apart, to 1, for equal ones
     */
    public static double iou(ObjectBox a, ObjectBox b) {
        double both = intersection(a, b);
        return both == 0 ? 0 : both / (a.width() * a.height() + b.width() * b.height() - both);
    }

    private static double intersection(ObjectBox a, ObjectBox b) {
        // Circles around them that are apart save most of the work.
        double reach = (Math.hypot(a.width(), a.height()) + Math.hypot(b.width(), b.height())) / 2;
        if (Math.abs(a.x() - b.x()) >= reach || Math.abs(a.y() - b.y()) >= reach) {
            return 0;
        }
        if (a.angle() == 0 && b.angle() == 0) {
            return common(a.x(), a.width(), b.x(), b.width()) * common(a.y(), a.height(), b.y(), b.height());
        }
        return Polygon.of(a).clippedBy(b).area();
    }

    private static double common(double a, double lengthA, double b, double lengthB) {
        return Math.max(0, Math.min(a + lengthA / 2, b + lengthB / 2) - Math.max(a - lengthA / 2, b - lengthB / 2));
    }
}
