// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.head.regression;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import io.skysense.api.data.LabelKind;
import io.skysense.api.data.Quantity;
import io.skysense.api.model.FeaturePyramid;
import io.skysense.api.model.ParameterRules;
import io.skysense.api.task.HeadNetwork;
import io.skysense.api.task.Metrics;
import io.skysense.api.task.Prediction;
import io.skysense.engine.ops.Arithmetic;
import io.skysense.engine.ops.Loss;
import io.skysense.engine.ops.Resize;
import io.skysense.head.regression.RegressionSettings.Per;
import io.skysense.nn.ChosenLevels;
import io.skysense.nn.NamedBlock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * The head as the platform sees it. The network says {@code (y - mean) / std} of each quantity.
 *
 * @param network per pixel or per image
 * @param levels of the pyramid that it takes
 * @param settings losses and resizing
 * @param quantities what it says
 */
record RegressionNetwork(
        NamedBlock network, ChosenLevels levels, RegressionSettings settings, List<Quantity> quantities)
        implements HeadNetwork {

    @Override
    public LabelKind kind() {
        return settings.per() == Per.PIXEL ? LabelKind.PIXEL_VALUES : LabelKind.IMAGE_VALUES;
    }

    @Override
    public Block block() {
        return network;
    }

    @Override
    public ParameterRules rules() {
        return ParameterRules.flat();
    }

    @Override
    public NDList forward(FeaturePyramid features, boolean training) {
        return network.forward(levels.of(features.levels()), training);
    }

    @Override
    public Map<String, NDArray> loss(NDList outputs, NDArray labels) {
        Shape size = labels.getShape();
        try (NDArray said = kind().ofPixels()
                        ? enlarge(outputs.head(), size.get(2), size.get(3))
                        : outputs.head().reshape(size);
                NDArray mean = of(labels, Quantity::mean);
                NDArray std = of(labels, Quantity::std);
                NDArray centred = labels.sub(mean);
                NDArray target = centred.div(std)) {
            Map<String, NDArray> parts = new LinkedHashMap<>();
            LossSettings loss = settings.loss();
            put(parts, "l1", loss.l1(), () -> Loss.absolute(said, target));
            put(parts, "l2", loss.l2(), () -> Loss.squared(said, target));
            LossSettings.Huber huber = loss.huber();
            put(parts, "huber", huber.weight(), () -> Loss.huber(said, target, huber.delta()));
            return parts;
        }
    }

    private static void put(Map<String, NDArray> parts, String name, double weight, Supplier<NDArray> loss) {
        if (weight > 0) {
            try (NDArray part = loss.get()) {
                parts.put(name, Arithmetic.scale(part, weight));
            }
        }
    }

    @Override
    public Prediction predict(NDList outputs, int height, int width) {
        NDArray said = outputs.head();
        try (NDArray whole = kind().ofPixels() ? enlarge(said, height, width) : said.duplicate();
                NDArray std = of(whole, Quantity::std);
                NDArray mean = of(whole, Quantity::mean);
                NDArray scaled = whole.mul(std)) {
            return new Prediction(kind(), scaled.add(mean));
        }
    }

    @Override
    public Metrics metrics() {
        return new RegressionMetrics(quantities);
    }

    @Override
    public String monitor() {
        return RegressionMetrics.R2;
    }

    private NDArray enlarge(NDArray map, long height, long width) {
        return Resize.bilinear(map, height, width, settings.alignCorners());
    }

    /** (1, V) or (1, V, 1, 1), whichever goes with the other array. */
    private NDArray of(NDArray other, ToDoubleFunction<Quantity> figure) {
        float[] values = new float[quantities.size()];
        for (int v = 0; v < values.length; v++) {
            values[v] = (float) figure.applyAsDouble(quantities.get(v));
        }
        long[] sides = new long[other.getShape().dimension()];
        Arrays.fill(sides, 1);
        sides[1] = values.length;
        try (NDArray flat = Arithmetic.array(other.getManager(), values)) {
            return flat.reshape(new Shape(sides));
        }
    }
}
