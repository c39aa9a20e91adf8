// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.head.detection;

import io.skysense.api.data.ObjectBox;
import java.util.Arrays;
import java.util.List;

/**
 * Which point is to find which object. A point finds an object if it lies inside it, near its centre, and on the level for
 * its size; of several the smallest. An object that no point would find is found by the one nearest to its centre.
 */
final class Assignment {

    private static final float LEAST = 0.01f;

    private final Points points;
    private final DetectionSettings settings;
    private final int[] object;
    private final double[] area;

    private Assignment(Points points, DetectionSettings settings) {
        this.points = points;
        this.settings = settings;
        object = new int[points.count()];
        area = new double[points.count()];
        Arrays.fill(object, -1);
        Arrays.fill(area, Double.POSITIVE_INFINITY);
    }

    /**
     * Assigns the objects of an image.
     *
     * @param objects as they are told
     * @param points of the image
     * @param settings ranges and radius
     * @return the index of the object of each point, -1 for none
     */
    static int[] of(List<ObjectBox> objects, Points points, DetectionSettings settings) {
        Assignment assignment = new Assignment(points, settings);
        for (int i = 0; i < objects.size(); i++) {
            assignment.add(objects.get(i), i);
        }
        return assignment.object;
    }

    private void add(ObjectBox box, int index) {
        boolean found = false;
        for (int level = 0; level < points.strides().length; level++) {
            found |= add(box, index, level);
        }
        if (!found) {
            take(points.nearest(level(box), box.x(), box.y()), box, index);
        }
    }

    /** Looks at the points around the centre only. */
    private boolean add(ObjectBox box, int index, int level) {
        int stride = points.strides()[level];
        double reach = Math.min(
                settings.centerSamplingRadius() * stride * Math.sqrt(2), Math.hypot(box.width(), box.height()) / 2);
        int first = points.nearest(level, box.x() - reach, box.y() - reach);
        int last = points.nearest(level, box.x() + reach, box.y() + reach);
        int width = points.widths()[level];
        int from = points.starts()[level];
        boolean found = false;
        for (int row = (first - from) / width; row <= (last - from) / width; row++) {
            for (int column = (first - from) % width; column <= (last - from) % width; column++) {
                int point = from + row * width + column;
                float[] sides = sides(box, points.x()[point], points.y()[point]);
                if (inside(sides) && near(box, sides, stride) && fits(sides, level)) {
                    take(point, box, index);
                    found = true;
                }
            }
        }
        return found;
    }

    private void take(int point, ObjectBox box, int index) {
        double size = box.width() * box.height();
        if (size < area[point]) {
            area[point] = size;
            object[point] = index;
        }
    }

    private boolean near(ObjectBox box, float[] sides, int stride) {
        double radius = settings.centerSamplingRadius() * stride;
        return Math.abs(sides[0] - box.width() / 2) <= radius && Math.abs(sides[2] - box.height() / 2) <= radius;
    }

    private boolean fits(float[] sides, int level) {
        float farthest = Math.max(Math.max(sides[0], sides[1]), Math.max(sides[2], sides[3]));
        double least = level == 0 ? 0 : settings.regressRange() * points.strides()[level - 1];
        boolean last = level == points.strides().length - 1;
        return farthest > least && (last || farthest <= settings.regressRange() * points.strides()[level]);
    }

    private int level(ObjectBox box) {
        double farthest = Math.max(box.width(), box.height()) / 2;
        int level = 0;
        while (level < points.strides().length - 1 && farthest > settings.regressRange() * points.strides()[level]) {
            level++;
        }
        return level;
    }

    private static boolean inside(float[] sides) {
        return sides[0] > 0 && sides[1] > 0 && sides[2] > 0 && sides[3] > 0;
    }

    /** {@return distances from a point to left, right, top and bottom of a box, along and across its angle} */
    static float[] sides(ObjectBox box, double x, double y) {
        double cos = StrictMath.cos(box.angle());
        double sin = StrictMath.sin(box.angle());
        double along = (x - box.x()) * cos + (y - box.y()) * sin;
        double across = (y - box.y()) * cos - (x - box.x()) * sin;
        return new float[] {
            (float) (box.width() / 2 + along),
            (float) (box.width() / 2 - along),
            (float) (box.height() / 2 + across),
            (float) (box.height() / 2 - across)
        };
    }

    /** {@return the same, none below a hundredth of a pixel, as targets} */
    static float[] targets(ObjectBox box, double x, double y) {
        float[] sides = sides(box, x, y);
        for (int i = 0; i < sides.length; i++) {
            sides[i] = Math.max(LEAST, sides[i]);
        }
        return sides;
    }
}
