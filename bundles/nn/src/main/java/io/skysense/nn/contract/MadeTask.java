// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.nn.contract;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.skysense.api.data.ClassTable;
import io.skysense.api.data.LabelKind;
import io.skysense.api.data.LabelMap;
import io.skysense.api.data.Labels;
import io.skysense.api.data.ObjectBox;
import io.skysense.api.data.Quantity;
import io.skysense.api.data.ValueMap;
import io.skysense.api.model.FeatureLevel;
import io.skysense.api.model.FeaturePyramid;
import io.skysense.api.task.HeadInputs;
import io.skysense.api.task.HeadNetwork;
import io.skysense.api.task.Prediction;
import io.skysense.nn.detection.BoxArrays;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Features and labels that follow from them: the first channel of every level of the first date is above or below 0 in
 * each half of an image, and that is what the labels say.
 */
final class MadeTask {

    static final int IMAGES = 4;
    static final int HEIGHT = 64;
    static final int WIDTH = 32;

    private final HeadInputs inputs;
    private final LabelKind kind;
    private final int dates;
    private final NDManager manager;

    MadeTask(HeadInputs inputs, HeadNetwork head, NDManager manager) {
        this.inputs = inputs;
        this.kind = head.kind();
        this.dates = head.dates();
        this.manager = manager;
    }

    /** Upper and lower half of image i: both of one sign in every other image, so that images differ as wholes too. */
    private static int sign(int image, boolean upper) {
        return image % 2 == 0 ? 1 : image % 4 == 1 || upper ? -1 : 1;
    }

    FeaturePyramid features(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<NDArray> levels = new ArrayList<>();
        for (FeatureLevel level : inputs.levels()) {
            int height = HEIGHT / level.stride();
            int width = WIDTH / level.stride();
            float[] values = new float[IMAGES * dates * level.channels() * height * width];
            int at = 0;
            for (int n = 0; n < IMAGES * dates; n++) {
                for (int c = 0; c < level.channels(); c++) {
                    for (int p = 0; p < height * width; p++) {
                        boolean told = c == 0 && n % dates == 0;
                        float noise = (float) (random.nextDouble() - 0.5);
                        values[at++] = told ? 2 * sign(n / dates, p < height * width / 2) + noise : noise;
                    }
                }
            }
            Shape shape = new Shape((long) IMAGES * dates, level.channels(), height, width);
            levels.add(manager.create(values, shape));
        }
        return new FeaturePyramid(levels, HEIGHT, WIDTH);
    }

    /** What is known of the images, as a metric gets it. */
    List<Labels> labels() {
        List<Labels> labels = new ArrayList<>();
        for (int i = 0; i < IMAGES; i++) {
            byte[] classes = new byte[HEIGHT * WIDTH];
            float[] values = new float[inputs.quantities().size() * HEIGHT * WIDTH];
            for (int p = 0; p < classes.length; p++) {
                int sign = sign(i, p < classes.length / 2);
                classes[p] = (byte) (sign > 0 ? 1 : 0);
                for (int v = 0; v < inputs.quantities().size(); v++) {
                    Quantity quantity = inputs.quantities().get(v);
                    values[v * classes.length + p] = (float) (quantity.mean() + sign * quantity.std());
                }
            }
            boolean hasClasses = inputs.classes().size() > 1;
            Optional<LabelMap> map = hasClasses ? Optional.of(new LabelMap(HEIGHT, WIDTH, classes)) : Optional.empty();
            Optional<ValueMap> known = inputs.quantities().isEmpty()
                    ? Optional.empty()
                    : Optional.of(new ValueMap(inputs.quantities().size(), HEIGHT, WIDTH, values));
            labels.add(new Labels(map, known, List.of(), hasClasses ? Optional.of(objects(i)) : Optional.empty()));
        }
        return labels;
    }

    /** A thing in each half that is above 0. */
    private static List<ObjectBox> objects(int image) {
        List<ObjectBox> objects = new ArrayList<>();
        for (boolean upper : new boolean[] {true, false}) {
            if (sign(image, upper) > 0) {
                double row = upper ? HEIGHT / 4.0 : 3 * HEIGHT / 4.0;
                objects.add(new ObjectBox(1, WIDTH / 2.0, row, WIDTH - 12, HEIGHT / 2.0 - 16, 0, 1));
            }
        }
        return objects;
    }

    /** The same as a loss gets it. */
    NDArray target() {
        if (kind == LabelKind.OBJECTS) {
            return BoxArrays.write(
                    manager,
                    labels().stream()
                            .map(label -> label.objects().orElseThrow())
                            .toList());
        }
        NDList each = new NDList();
        for (Labels label : labels()) {
            each.add(one(label));
        }
        return NDArrays.concat(each, 0);
    }

    private NDArray one(Labels label) {
        return switch (kind) {
            case PIXEL_CLASSES -> {
                byte[] classes = label.map().orElseThrow().classes();
                long[] indices = new long[classes.length];
                for (int p = 0; p < indices.length; p++) {
                    indices[p] = classes[p] & 0xff;
                }
                yield manager.create(indices, new Shape(1, HEIGHT, WIDTH));
            }
            case PIXEL_VALUES -> {
                ValueMap map = label.values().orElseThrow();
                yield manager.create(map.values(), new Shape(1, map.quantities(), HEIGHT, WIDTH));
            }
            case IMAGE_CLASSES -> {
                List<Float> shares = label.shares(inputs.classes().size());
                float[] values = new float[shares.size()];
                for (int k = 0; k < values.length; k++) {
                    values[k] = shares.get(k);
                }
                yield manager.create(values, new Shape(1, values.length));
            }
            case IMAGE_VALUES -> {
                float[] means = label.values().orElseThrow().means();
                yield manager.create(means, new Shape(1, means.length));
            }
            case OBJECTS -> throw new IllegalStateException("objects are no grid");
        };
    }

    /** Labels of which nothing is known. */
    NDArray unknown() {
        Shape shape = target().getShape();
        if (kind == LabelKind.OBJECTS) {
            return manager.full(shape, -1, DataType.FLOAT32);
        }
        return kind == LabelKind.PIXEL_CLASSES
                ? manager.full(shape, ClassTable.IGNORE, DataType.INT64)
                : manager.full(shape, Float.NaN, DataType.FLOAT32);
    }

    /** The shape of a prediction; of objects there are as many as the head says. */
    Shape predicted(int height, int width, Shape said) {
        long classes = inputs.classes().size();
        long quantities = inputs.quantities().size();
        return switch (kind) {
            case PIXEL_CLASSES -> new Shape(IMAGES, classes, height, width);
            case PIXEL_VALUES -> new Shape(IMAGES, quantities, height, width);
            case IMAGE_CLASSES -> new Shape(IMAGES, classes);
            case IMAGE_VALUES -> new Shape(IMAGES, quantities);
            case OBJECTS -> new Shape(IMAGES, Math.max(1, said.get(1)), 7);
        };
    }

    /** A prediction that is right everywhere. */
    Prediction right() {
        NDArray target = target();
        if (kind != LabelKind.PIXEL_CLASSES) {
            return new Prediction(kind, target);
        }
        NDArray last = target.oneHot(inputs.classes().size());
        return new Prediction(kind, last.transpose(0, 3, 1, 2));
    }
}
