// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.head.oneshot;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import io.skysense.api.data.Modality;
import io.skysense.api.incontext.InContextBatch;
import io.skysense.api.incontext.InContextNetwork;
import io.skysense.api.incontext.InContextOutput;
import io.skysense.api.incontext.InContextPrompt;
import io.skysense.api.incontext.InContextTargets;
import io.skysense.api.model.ParameterRules;
import java.nio.FloatBuffer;
import java.util.Map;

/**
 * The smallest model that learns in context: an id scores the higher, the nearer a pixel is to one that bears it in the
 * upper half. An id that none bears scores low.
 */
final class NearestPixel implements InContextNetwork {

    private static final float STEEP = 20;
    private static final float NONE = -1000;

    private final int vocabulary;
    private int passes;

    NearestPixel(int vocabulary) {
        this.vocabulary = vocabulary;
    }

    int passes() {
        return passes;
    }

    @Override
    public int vocabularySize() {
        return vocabulary;
    }

    @Override
    public InContextOutput forward(InContextBatch batch, boolean training) {
        passes++;
        NDArray image = batch.images().get(Modality.HR);
        Shape shape = image.getShape();
        int pixels = (int) (shape.get(2) * shape.get(3));
        int bands = (int) shape.get(1);
        float[] values = image.toFloatArray();
        long[] ids = batch.ids().toLongArray();
        float[] logits = new float[(int) shape.get(0) * (vocabulary + 1) * pixels];
        for (int b = 0; b < shape.get(0); b++) {
            for (int id = 0; id <= vocabulary; id++) {
                for (int p = 0; p < pixels; p++) {
                    int at = b * bands * pixels;
                    logits[(b * (vocabulary + 1) + id) * pixels + p] =
                            score(values, at, values[at + p], ids, b * pixels, pixels / 2, id);
                }
            }
        }
        NDManager manager = image.getManager();
        Shape scores = new Shape(shape.get(0), vocabulary + 1, shape.get(2), shape.get(3));
        return new InContextOutput(
                manager.create(FloatBuffer.wrap(logits), scores, DataType.FLOAT32), manager.zeros(new Shape()));
    }

    /** Of the first band. */
    private static float score(float[] values, int at, float value, long[] ids, int idsAt, int count, int id) {
        float best = NONE;
        for (int p = 0; p < count; p++) {
            if (ids[idsAt + p] == id) {
                float difference = values[at + p] - value;
                best = Math.max(best, -STEEP * difference * difference);
            }
        }
        return best;
    }

    @Override
    public Block block() {
        throw new UnsupportedOperationException();
    }

    @Override
    public ParameterRules rules() {
        return ParameterRules.flat();
    }

    @Override
    public InContextTargets convert(NDArray targets, long seed) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Map<String, NDArray> loss(InContextOutput output, NDArray ids) {
        throw new UnsupportedOperationException();
    }

    @Override
    public NDArray segment(InContextPrompt prompt) {
        throw new UnsupportedOperationException();
    }
}
