// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.inference;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import io.skysense.api.data.LabelKind;
import io.skysense.api.data.Modality;
import io.skysense.api.data.ObjectBox;
import io.skysense.api.model.FeatureLevel;
import io.skysense.api.model.FeaturePyramid;
import io.skysense.api.task.Prediction;
import io.skysense.nn.detection.BoxArrays;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Finds bright rectangles, of which it is the surer the larger they are: one that a tile cuts off is less sure. */
final class SquaresModel extends WholeModel {

    private static final double LARGEST = 2500;

    SquaresModel() {
        super(LocalModel.table(1));
    }

    @Override
    public List<FeatureLevel> levels() {
        return List.of(new FeatureLevel(1, 1));
    }

    @Override
    public int granularity() {
        return LocalModel.GRANULARITY;
    }

    @Override
    public FeaturePyramid forward(Map<Modality, NDArray> images, boolean training) {
        NDArray x = images.get(Modality.HR);
        return new FeaturePyramid(
                List.of(x), (int) x.getShape().get(2), (int) x.getShape().get(3));
    }

    @Override
    public LabelKind kind() {
        return LabelKind.OBJECTS;
    }

    @Override
    public Prediction predict(NDList outputs, int height, int width) {
        Shape shape = outputs.head().getShape();
        float[] pixels = outputs.head().toFloatArray();
        List<List<ObjectBox>> images = new ArrayList<>();
        for (int i = 0; i < shape.get(0); i++) {
            images.add(rectangles(pixels, i * height * width, height, width));
        }
        return new Prediction(kind(), BoxArrays.write(outputs.head().getManager(), images));
    }

    private static List<ObjectBox> rectangles(float[] pixels, int from, int height, int width) {
        List<ObjectBox> boxes = new ArrayList<>();
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                boolean above = y > 0 && pixels[from + (y - 1) * width + x] > 0;
                boolean left = x > 0 && pixels[from + y * width + x - 1] > 0;
                if (pixels[from + y * width + x] > 0 && !above && !left) {
                    int right = x;
                    int bottom = y;
                    while (right + 1 < width && pixels[from + y * width + right + 1] > 0) {
                        right++;
                    }
                    while (bottom + 1 < height && pixels[from + (bottom + 1) * width + x] > 0) {
                        bottom++;
                    }
                    int w = right - x + 1;
                    int h = bottom - y + 1;
                    boxes.add(new ObjectBox(1, x + w / 2.0, y + h / 2.0, w, h, 0, w * h / LARGEST));
                }
            }
        }
        return boxes;
    }
}
