// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.nn.predict;

import ai.djl.ndarray.NDManager;
import io.skysense.api.data.LabelKind;
import io.skysense.api.task.Prediction;

/** What several views of the same images say, put together. */
sealed interface Merged permits MeanOfViews, ObjectsOfViews {

    /**
     * Nothing yet.
     *
     * @param kind of what is said
     * @param height H of the images
     * @param width W of the images
     * @return the way to put it together
     */
    static Merged of(LabelKind kind, int height, int width) {
        return kind == LabelKind.OBJECTS ? new ObjectsOfViews(height, width) : new MeanOfViews(kind, height, width);
    }

    /**
     * Takes in what one view says; keeps nothing of it but what survives the caller's scope.
     *
     * @param view how the images were shown
     * @param said of images of this height and width
     * @param h height of the images as shown
     * @param w width of the images as shown
     */
    void add(View view, Prediction said, int h, int w);

    /**
     * Puts it together.
     *
     * @param views how many there were
     * @param manager owns what is made
     * @return the prediction
     */
    Prediction result(int views, NDManager manager);
}
