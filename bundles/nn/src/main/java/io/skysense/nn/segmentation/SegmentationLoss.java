// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.nn.segmentation;

import ai.djl.ndarray.NDArray;
import io.skysense.api.data.ClassTable;
import io.skysense.engine.ops.Arithmetic;
import io.skysense.engine.ops.Loss;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The parts of the loss of classes of pixels that have a weight.
 *
 * @param settings which they are
 */
public record SegmentationLoss(LossSettings settings) {

    /**
     * Computes the parts.
     *
     * @param logits (B, K, H, W)
     * @param labels (B, H, W) int64
     * @return each times its weight, a scalar, by name
     */
    public Map<String, NDArray> parts(NDArray logits, NDArray labels) {
        Map<String, NDArray> parts = new LinkedHashMap<>();
        put(parts, "crossEntropy", settings.crossEntropy(), () -> crossEntropy(logits, labels));
        put(
                parts,
                "binaryCrossEntropy",
                settings.binaryCrossEntropy(),
                () -> Loss.eachClass(logits, labels, ClassTable.IGNORE));
        put(parts, "dice", settings.dice(), () -> Loss.dice(logits, labels, ClassTable.IGNORE));
        LossSettings.Focal focal = settings.focal();
        put(
                parts,
                "focal",
                focal.weight(),
                () -> weighing(
                        logits,
                        focal.alpha(),
                        alpha -> Loss.focal(logits, labels, alpha, focal.gamma(), ClassTable.IGNORE)));
        LossSettings.Lovasz lovasz = settings.lovasz();
        put(parts, "lovasz", lovasz.weight(), () -> Loss.lovasz(logits, labels, lovasz.perImage(), ClassTable.IGNORE));
        LossSettings.Tversky tversky = settings.tversky();
        put(
                parts,
                "tversky",
                tversky.weight(),
                () -> Loss.tversky(
                        logits, labels, tversky.alpha(), tversky.beta(), tversky.exponent(), ClassTable.IGNORE));
        LossSettings.Ohem ohem = settings.ohem();
        put(
                parts,
                "ohem",
                ohem.weight(),
                () -> weighing(
                        logits,
                        settings.classWeight(),
                        weight -> Loss.hard(
                                logits, labels, weight, ohem.threshold(), ohem.minKept(), ClassTable.IGNORE)));
        return parts;
    }

    /**
     * The cross-entropy by the weights of the classes, which may be those of the batch.
     *
     * @param logits (B, K, H, W)
     * @param labels (B, H, W) int64
     * @return a scalar
     */
    public NDArray crossEntropy(NDArray logits, NDArray labels) {
        double most = settings.balance().maxScale();
        if (most > 0) {
            int classes = Math.toIntExact(logits.getShape().get(1));
            try (NDArray weight = Loss.balance(labels, classes, most, ClassTable.IGNORE)) {
                return Loss.segmentation(logits, labels, weight, ClassTable.IGNORE);
            }
        }
        return weighing(
                logits, settings.classWeight(), weight -> Loss.segmentation(logits, labels, weight, ClassTable.IGNORE));
    }

    /**
     * Weighs a part.
     *
     * @param loss a scalar, which becomes the result or is closed
     * @param weight of it
     * @return a scalar
     */
    public static NDArray weighed(NDArray loss, double weight) {
        if (weight == 1) {
            return loss;
        }
        try (loss) {
            return Arithmetic.scale(loss, weight);
        }
    }

    private static void put(Map<String, NDArray> parts, String name, double weight, Supplier<NDArray> loss) {
        if (weight > 0) {
            parts.put(name, weighed(loss.get(), weight));
        }
    }

    private static NDArray weighing(NDArray logits, List<Double> weights, Function<NDArray, NDArray> loss) {
        if (weights.isEmpty()) {
            return loss.apply(null);
        }
        float[] values = new float[weights.size()];
        for (int k = 0; k < values.length; k++) {
            values[k] = weights.get(k).floatValue();
        }
        try (NDArray array = Arithmetic.array(logits.getManager(), values)) {
            return loss.apply(array);
        }
    }
}
