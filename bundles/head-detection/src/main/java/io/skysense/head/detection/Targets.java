// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.head.detection;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.skysense.api.data.ObjectBox;
import io.skysense.engine.ops.Arithmetic;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the points of a batch are to answer. Positive points are those that find an object.
 *
 * @param truth (B L, K), 1 for the class of the object that a point finds
 * @param counts (B L, 1), 0 for the points of images of which nothing is known
 * @param positive indices of the positive points, (P) int64
 * @param sides (P, 4) distances to left, right, top and bottom
 * @param centre (P), from 0 at a side to 1 in the centre
 * @param vectors (P, 2), cosine and sine of twice the angle
 * @param found P
 */
record Targets(
        NDArray truth, NDArray counts, NDArray positive, NDArray sides, NDArray centre, NDArray vectors, int found)
        implements AutoCloseable {

    /**
     * Makes the targets.
     *
     * @param images objects of each; empty where nothing is known
     * @param points of an image
     * @param classes K
     * @param settings ranges, radius, and whether boxes are turned
     * @param manager owns the arrays
     * @return the targets; the caller closes them
     */
    static Targets of(
            List<Optional<List<ObjectBox>>> images,
            Points points,
            int classes,
            DetectionSettings settings,
            NDManager manager) {
        int all = images.size() * points.count();
        float[] truth = new float[Math.multiplyExact(all, classes)];
        float[] counts = new float[all];
        List<Integer> positive = new ArrayList<>();
        List<float[]> sides = new ArrayList<>();
        List<ObjectBox> boxes = new ArrayList<>();
        for (int i = 0; i < images.size(); i++) {
            if (images.get(i).isEmpty()) {
                continue;
            }
            List<ObjectBox> objects = images.get(i).get().stream()
                    .map(box -> settings.rotated() ? box.longSideFirst() : box.upright())
                    .toList();
            int[] object = Assignment.of(objects, points, settings);
            for (int p = 0; p < object.length; p++) {
                int at = i * points.count() + p;
                counts[at] = 1;
                if (object[p] >= 0) {
                    ObjectBox box = objects.get(object[p]);
                    truth[at * classes + box.classIndex()] = 1;
                    positive.add(at);
                    sides.add(Assignment.targets(box, points.x()[p], points.y()[p]));
                    boxes.add(box);
                }
            }
        }
        return new Targets(
                Arithmetic.array(manager, floats(truth), new Shape(all, classes), DataType.FLOAT32),
                Arithmetic.array(manager, floats(counts), new Shape(all, 1), DataType.FLOAT32),
                Arithmetic.array(manager, longs(positive), new Shape(positive.size()), DataType.INT64),
                Arithmetic.array(manager, floats(flat(sides)), new Shape(sides.size(), 4), DataType.FLOAT32),
                Arithmetic.array(manager, floats(centreness(sides)), new Shape(sides.size()), DataType.FLOAT32),
                Arithmetic.array(manager, floats(vectors(boxes)), new Shape(boxes.size(), 2), DataType.FLOAT32),
                positive.size());
    }

    /** The geometric mean of how evenly a point lies between both pairs of sides. */
    private static float[] centreness(List<float[]> sides) {
        float[] centre = new float[sides.size()];
        for (int i = 0; i < centre.length; i++) {
            float[] s = sides.get(i);
            double across = Math.min(s[0], s[1]) / Math.max(s[0], s[1]);
            double down = Math.min(s[2], s[3]) / Math.max(s[2], s[3]);
            centre[i] = (float) Math.sqrt(across * down);
        }
        return centre;
    }

    private static float[] vectors(List<ObjectBox> boxes) {
        float[] vectors = new float[2 * boxes.size()];
        for (int i = 0; i < boxes.size(); i++) {
            vectors[2 * i] = (float) StrictMath.cos(2 * boxes.get(i).angle());
            vectors[2 * i + 1] = (float) StrictMath.sin(2 * boxes.get(i).angle());
        }
        return vectors;
    }

    private static float[] flat(List<float[]> rows) {
        float[] all = new float[4 * rows.size()];
        for (int i = 0; i < rows.size(); i++) {
            System.arraycopy(rows.get(i), 0, all, 4 * i, 4);
        }
        return all;
    }

    private static ByteBuffer floats(float[] values) {
        ByteBuffer bytes = bytes(Math.multiplyExact(values.length, Float.BYTES));
        bytes.asFloatBuffer().put(values);
        return bytes;
    }

    private static ByteBuffer longs(List<Integer> values) {
        ByteBuffer bytes = bytes(Math.multiplyExact(values.size(), Long.BYTES));
        values.forEach(value -> bytes.putLong(value));
        return bytes.rewind();
    }

    private static ByteBuffer bytes(int count) {
        return ByteBuffer.allocateDirect(count).order(ByteOrder.nativeOrder());
    }

    @Override
    public void close() {
        List.of(truth, counts, positive, sides, centre, vectors).forEach(NDArray::close);
    }
}
