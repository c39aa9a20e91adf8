// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.nn.predict;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import io.skysense.api.data.LabelKind;
import io.skysense.api.data.Modality;
import io.skysense.api.data.ObjectBox;
import io.skysense.api.infer.TestTime;
import io.skysense.api.model.FeaturePyramid;
import io.skysense.api.model.Model;
import io.skysense.api.task.Prediction;
import io.skysense.engine.ops.Arithmetic;
import io.skysense.nn.detection.BoxArrays;
import io.skysense.nn.detection.Suppression;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Backbone and head one after the other, over one or several views of the images. What they say is averaged with equal
 * weights, maps at the size of the images. Views run one after the other: the largest decides what memory is needed.
 */
public final class Predictor {

    /** Overlap above which boxes of two views are of one object. */
    private static final double SAME = 0.5;

    private final Model model;
    private final List<View> views;

    /**
     * Takes a model.
     *
     * @param model stays the caller's
     * @param testTime the views
     */
    public Predictor(Model model, TestTime testTime) {
        this.model = model;
        views = View.of(testTime);
    }

    /**
     * What memory is needed for.
     *
     * @param side in pixels of the base modality
     * @return the same in the largest view; not below the side itself, for the answer is as large as the image
     */
    public int longest(int side) {
        int granularity = model.backbone().granularity();
        return views.stream().mapToInt(view -> view.scaled(side, granularity)).reduce(side, Math::max);
    }

    /**
     * Predicts. The calling thread does not record gradients.
     *
     * @param images (B*D, C, [T,] H, W) float32, D the dates that the head looks at, normalised, for each modality present; sides of the base modality (the
     *     first there is of hr, s2 and s1) are multiples of the model's granularity
     * @param height H of the base modality
     * @param width W of the base modality
     * @return the head's prediction, maps on the base modality's grid, owned by the manager of the images
     */
    public Prediction predict(Map<Modality, NDArray> images, int height, int width) {
        if (views.size() == 1 && views.get(0).equals(View.PLAIN)) {
            return once(images, height, width);
        }
        if (model.head().kind() == LabelKind.OBJECTS) {
            return objects(images, height, width);
        }
        NDArray sum = null;
        for (View view : views) {
            NDArray said = predict(view, images, height, width);
            if (sum == null) {
                sum = said;
            } else {
                try (said) {
                    sum.addi(said);
                }
            }
        }
        try (NDArray total = sum) {
            return new Prediction(model.head().kind(), Arithmetic.scale(total, 1.0 / views.size()));
        }
    }

    /** Of what several views say of the same object, the surest stays. */
    private Prediction objects(Map<Modality, NDArray> images, int height, int width) {
        List<List<ObjectBox>> all = new ArrayList<>();
        for (View view : views) {
            try (NDScope scope = new NDScope()) {
                scope.suppressNotUsedWarning();
                int h = view.scaled(height, model.backbone().granularity());
                int w = view.scaled(width, model.backbone().granularity());
                var said = BoxArrays.read(
                        once(shown(view, images, height, width), h, w).values());
                for (int i = 0; i < said.size(); i++) {
                    if (all.size() == i) {
                        all.add(new ArrayList<>());
                    }
                    List<ObjectBox> boxes = all.get(i);
                    said.get(i).orElseThrow().forEach(box -> boxes.add(view.back(box, h, w, height, width)));
                }
            }
        }
        NDManager manager = images.values().iterator().next().getManager();
        all.replaceAll(boxes -> Suppression.of(boxes, SAME, Integer.MAX_VALUE));
        return new Prediction(LabelKind.OBJECTS, BoxArrays.write(manager, all));
    }

    /** Frees all but the answer before the next view needs the room. */
    private NDArray predict(View view, Map<Modality, NDArray> images, int height, int width) {
        int h = view.scaled(height, model.backbone().granularity());
        int w = view.scaled(width, model.backbone().granularity());
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            Prediction of = once(shown(view, images, height, width), h, w);
            NDArray said = of.kind().ofPixels() ? view.back(of.values(), height, width) : of.values();
            NDScope.unregister(said);
            return said;
        }
    }

    private Map<Modality, NDArray> shown(View view, Map<Modality, NDArray> images, int height, int width) {
        int h = view.scaled(height, model.backbone().granularity());
        int w = view.scaled(width, model.backbone().granularity());
        Map<Modality, NDArray> shown = new EnumMap<>(Modality.class);
        images.forEach((modality, image) -> {
            int sides = image.getShape().dimension() - 2;
            // Of a modality whose pixels are larger there are fewer, before and after.
            long own = image.getShape().get(sides) * h / height;
            long across = image.getShape().get(sides + 1) * w / width;
            shown.put(modality, view.show(image, own, across));
        });
        return shown;
    }

    private Prediction once(Map<Modality, NDArray> images, int height, int width) {
        FeaturePyramid features = model.backbone().forward(images, false);
        NDList outputs = model.head().forward(features, false);
        return model.head().predict(outputs, height, width);
    }
}
