// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.nn.predict;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import io.skysense.api.data.Modality;
import io.skysense.api.infer.TestTime;
import io.skysense.api.model.FeaturePyramid;
import io.skysense.api.model.Model;
import io.skysense.api.task.HeadNetwork;
import io.skysense.api.task.Prediction;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Backbone and heads one after the other, over one or several views of the images. What they say of the views is averaged
 * with equal weights, maps at the size of the images; of objects the surest stay. Views run one after the other: the largest
 * decides what memory is needed.
 */
public final class Predictor {

    private final Model model;
    private final List<HeadNetwork> heads;
    private final List<View> views;

    /**
     * Takes a model.
     *
     * @param model stays the caller's
     * @param testTime the views
     */
    public Predictor(Model model, TestTime testTime) {
        this(model, List.of(model.head()), testTime);
    }

    /**
     * Takes a backbone and several heads: features are computed once for all of them.
     *
     * @param model its backbone is used; stays the caller's
     * @param heads built on the same features, that look at the same number of dates; stay the caller's
     * @param testTime the views
     */
    public Predictor(Model model, List<HeadNetwork> heads, TestTime testTime) {
        this.model = model;
        this.heads = List.copyOf(heads);
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
     * Predicts with the first head. The calling thread does not record gradients.
     *
     * @param images (B*D, C, [T,] H, W) float32, D the dates that the head looks at, normalised, for each modality present;
     *     sides of the base modality (the first there is of hr, s2 and s1) are multiples of the model's granularity
     * @param height H of the base modality
     * @param width W of the base modality
     * @return the head's prediction, maps on the base modality's grid, owned by the manager of the images
     */
    public Prediction predict(Map<Modality, NDArray> images, int height, int width) {
        return predictAll(images, height, width).get(0);
    }

    /**
     * Predicts with every head. The calling thread does not record gradients.
     *
     * @param images as for {@link #predict}
     * @param height H of the base modality
     * @param width W of the base modality
     * @return a prediction a head
     */
    public List<Prediction> predictAll(Map<Modality, NDArray> images, int height, int width) {
        if (views.size() == 1 && views.get(0).equals(View.PLAIN)) {
            return once(images, height, width);
        }
        List<Merged> merged = heads.stream()
                .map(head -> Merged.of(head.kind(), height, width))
                .toList();
        views.forEach(view -> add(view, images, height, width, merged));
        NDManager manager = images.values().iterator().next().getManager();
        return merged.stream().map(m -> m.result(views.size(), manager)).toList();
    }

    /** Frees all but the answers before the next view needs the room. */
    private void add(View view, Map<Modality, NDArray> images, int height, int width, List<Merged> merged) {
        int h = view.scaled(height, model.backbone().granularity());
        int w = view.scaled(width, model.backbone().granularity());
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            Map<Modality, NDArray> shown = new EnumMap<>(Modality.class);
            images.forEach((modality, image) -> {
                int sides = image.getShape().dimension() - 2;
                // Of a modality whose pixels are larger there are fewer, before and after.
                long own = image.getShape().get(sides) * h / height;
                long across = image.getShape().get(sides + 1) * w / width;
                shown.put(modality, view.show(image, own, across));
            });
            List<Prediction> said = once(shown, h, w);
            for (int i = 0; i < said.size(); i++) {
                merged.get(i).add(view, said.get(i), h, w);
            }
        }
    }

    private List<Prediction> once(Map<Modality, NDArray> images, int height, int width) {
        FeaturePyramid features = model.backbone().forward(images, false);
        List<Prediction> said = new ArrayList<>();
        for (HeadNetwork head : heads) {
            NDList outputs = head.forward(features, false);
            said.add(head.predict(outputs, height, width));
        }
        return said;
    }
}
