// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.trainer.tiny;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
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
import io.skysense.api.model.Recompute;
import io.skysense.engine.ops.Activations;
import io.skysense.engine.ops.Arithmetic;
import io.skysense.engine.ops.Linear;
import io.skysense.engine.ops.Loss;
import io.skysense.engine.ops.Random;
import io.skysense.engine.ops.Resize;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Two convolutions over images and what is shown of the ids, with random drops; scores a vocabulary of 16. */
final class TinyContext implements InContextNetwork {

    private static final int VOCABULARY = 16;
    private static final int CHANNELS = 8;
    private static final float[] MEAN = {0.485f, 0.456f, 0.406f};
    private static final float[] STD = {0.229f, 0.224f, 0.225f};

    private final NDArray stem;
    private final NDArray scores;
    private final Recompute recompute;

    TinyContext(TinyWeights weights, Recompute recompute) {
        stem = weights.weight("stem.weight", 0.3, CHANNELS, 4, 3, 3);
        scores = weights.weight("scores.weight", 0.3, VOCABULARY + 1, CHANNELS, 1, 1);
        this.recompute = recompute;
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
    public int vocabularySize() {
        return VOCABULARY;
    }

    @Override
    public InContextTargets convert(NDArray targets, long seed) {
        float[] values = targets.toFloatArray();
        int plane = (int) (targets.getShape().get(2) * targets.getShape().get(3));
        int[] codes = new int[values.length / 3];
        for (int i = 0; i < values.length; i++) {
            int band = i / plane % 3;
            int pixel = i / (3 * plane) * plane + i % plane;
            codes[pixel] = codes[pixel] << 8 | Math.round((values[i] * STD[band] + MEAN[band]) * 255);
        }
        List<Integer> ids =
                new ArrayList<>(IntStream.rangeClosed(1, VOCABULARY).boxed().toList());
        Collections.shuffle(ids, new java.util.Random(seed));
        Map<Integer, Integer> idOf = new HashMap<>(Map.of(0, 0));
        for (int code : new TreeSet<>(IntStream.of(codes).boxed().toList())) {
            idOf.computeIfAbsent(code, c -> ids.get(idOf.size() - 1));
        }
        long[] found = IntStream.of(codes).mapToLong(idOf::get).toArray();
        Map<Integer, Integer> colours = new HashMap<>();
        IntStream.of(codes).forEach(code -> colours.put(idOf.get(code), code));
        Shape shape = new Shape(
                targets.getShape().get(0),
                targets.getShape().get(2),
                targets.getShape().get(3));
        NDArray array = Arithmetic.array(targets.getManager(), LongBuffer.wrap(found), shape, DataType.INT64);
        return new InContextTargets(array, colours);
    }

    @Override
    public InContextOutput forward(InContextBatch batch, boolean training) {
        NDArray image = batch.images().get(Modality.HR);
        long height = image.getShape().get(2);
        long width = image.getShape().get(3);
        NDArray visible = batch.hidden().expandDims(1).eq(0).toType(image.getDataType(), false);
        NDArray shown = Resize.bilinear(visible, height, width, false)
                .mul(batch.ids().expandDims(1).toType(image.getDataType(), false));
        NDArray features = recompute
                .run(
                        in -> {
                            NDArray y = Activations.gelu(Linear.conv2d(in.head(), stem, null, 1, 1, 1, 1, false));
                            return new NDList(training ? Random.dropout(y, 0.1) : y);
                        },
                        new NDList(NDArrays.concat(new NDList(image, shown), 1)))
                .head();
        NDArray logits = Linear.conv2d(features, scores, null, 1, 0, 1, 1, false);
        return new InContextOutput(logits, features.square().mean());
    }

    @Override
    public Map<String, NDArray> loss(InContextOutput output, NDArray ids) {
        return Map.of("reconstruction", Loss.balanced(output.logits(), ids), "completion", output.completion());
    }

    @Override
    public NDArray segment(InContextPrompt prompt) {
        throw new UnsupportedOperationException();
    }
}
