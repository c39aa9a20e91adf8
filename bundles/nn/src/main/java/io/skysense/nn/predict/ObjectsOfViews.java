// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.nn.predict;

import ai.djl.ndarray.NDManager;
import io.skysense.api.data.LabelKind;
import io.skysense.api.data.ObjectBox;
import io.skysense.api.task.Prediction;
import io.skysense.nn.detection.BoxArrays;
import io.skysense.nn.detection.Suppression;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All objects; of what several views say of the same object, the surest stays. */
final class ObjectsOfViews implements Merged {

    /** Overlap above which boxes of two views are of one object. */
    private static final double SAME = 0.5;

    private final int height;
    private final int width;
    private final List<List<ObjectBox>> images = new ArrayList<>();

    ObjectsOfViews(int height, int width) {
        this.height = height;
        this.width = width;
    }

    @Override
    public void add(View view, Prediction said, int h, int w) {
        List<Optional<List<ObjectBox>>> all = BoxArrays.read(said.values());
        for (int i = 0; i < all.size(); i++) {
            if (images.size() == i) {
                images.add(new ArrayList<>());
            }
            List<ObjectBox> boxes = images.get(i);
            all.get(i).orElseThrow().forEach(box -> boxes.add(view.back(box, h, w, height, width)));
        }
    }

    @Override
    public Prediction result(int views, NDManager manager) {
        List<List<ObjectBox>> kept = images.stream()
                .map(boxes -> Suppression.of(boxes, SAME, Integer.MAX_VALUE))
                .toList();
        return new Prediction(LabelKind.OBJECTS, BoxArrays.write(manager, kept));
    }
}
