// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.head.detection;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import io.skysense.api.data.ObjectBox;
import io.skysense.engine.ops.Boxes;
import io.skysense.nn.detection.Suppression;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Makes boxes of the answers of the points: the surest, without those that say the same object less surely.
 *
 * @param settings thresholds and numbers
 */
record Decoder(DetectionSettings settings) {

    /**
     * Decodes a batch.
     *
     * @param outputs of the {@link DetectionBlock}
     * @param points of an image
     * @param height boxes whose centre is below are left out
     * @param width boxes whose centre is to the right are left out
     * @return the boxes of each image, the surest first
     */
    List<List<ObjectBox>> boxes(NDList outputs, Points points, int height, int width) {
        float[] scores;
        Shape shape = outputs.get(1).getShape();
        try (NDArray confidence = Boxes.confidence(outputs.get(1), outputs.get(3))) {
            scores = confidence.toFloatArray();
        }
        float[] sides = outputs.get(2).toFloatArray();
        float[] vectors = settings.rotated() ? outputs.get(4).toFloatArray() : new float[0];
        int classes = (int) shape.get(2);
        int each = points.count() * classes;
        List<List<ObjectBox>> images = new ArrayList<>();
        for (int image = 0; image < shape.get(0); image++) {
            List<ObjectBox> candidates = new ArrayList<>();
            for (int at : surest(scores, image * each, each)) {
                int point = at / classes;
                ObjectBox box = box(points, point % points.count(), sides, vectors, point, at % classes, scores[at]);
                if (box.x() >= 0 && box.y() >= 0 && box.x() < width && box.y() < height) {
                    candidates.add(box);
                }
            }
            images.add(Suppression.of(candidates, settings.nmsIou(), settings.maxPerImg()));
        }
        return images;
    }

    private List<Integer> surest(float[] scores, int from, int count) {
        List<Integer> above = new ArrayList<>();
        for (int at = from; at < from + count; at++) {
            if (scores[at] > settings.scoreThr()) {
                above.add(at);
            }
        }
        if (above.size() <= settings.nmsPre()) {
            return above;
        }
        above.sort(Comparator.comparingDouble(at -> -scores[at]));
        return above.subList(0, settings.nmsPre());
    }

    private ObjectBox box(
            Points points, int place, float[] sides, float[] vectors, int point, int classIndex, float score) {
        float left = sides[4 * point];
        float right = sides[4 * point + 1];
        float top = sides[4 * point + 2];
        float bottom = sides[4 * point + 3];
        double angle = settings.rotated() ? StrictMath.atan2(vectors[2 * point + 1], vectors[2 * point]) / 2 : 0;
        double along = (right - left) / 2;
        double across = (bottom - top) / 2;
        double cos = StrictMath.cos(angle);
        double sin = StrictMath.sin(angle);
        return new ObjectBox(
                classIndex,
                points.x()[place] + along * cos - across * sin,
                points.y()[place] + along * sin + across * cos,
                left + right,
                top + bottom,
                angle,
                score);
    }
}
