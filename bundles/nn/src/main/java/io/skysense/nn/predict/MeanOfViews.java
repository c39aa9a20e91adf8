// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.nn.predict;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import io.skysense.api.data.LabelKind;
import io.skysense.api.task.Prediction;
import io.skysense.engine.ops.Arithmetic;

/** The mean, of maps at the size of the images. */
final class MeanOfViews implements Merged {

    private final LabelKind kind;
    private final int height;
    private final int width;
    private NDArray sum;

    MeanOfViews(LabelKind kind, int height, int width) {
        this.kind = kind;
        this.height = height;
        this.width = width;
    }

    @Override
    public void add(View view, Prediction said, int h, int w) {
        NDArray back = kind.ofPixels() ? view.back(said.values(), height, width) : said.values();
        if (sum == null) {
            NDScope.unregister(back);
            sum = back;
        } else {
            sum.addi(back);
        }
    }

    @Override
    public Prediction result(int views, NDManager manager) {
        try (NDArray total = sum) {
            return new Prediction(kind, Arithmetic.scale(total, 1.0 / views));
        }
    }
}
