// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.backbone.completion;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.skysense.api.data.Modality;
import io.skysense.api.model.Probe;
import io.skysense.engine.ops.Arithmetic;
import io.skysense.engine.ops.Autograd;
import io.skysense.engine.ops.Codes;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What completion is trained by: {@code (r_hr + r_s2 + r_s1) / 3 + kl / 6}. r is the squared difference of decoded and
 * true features of the samples that have the modality, kl the symmetric divergence of the codes' distributions, summed
 * over the pairs of modalities that a sample has. Gradients reach the true features too, unless
 * they are detached.
 *
 * @param detach whether true features are left as they are
 * @param probe is shown {@code loss_quant}, the second part
 */
record CompletionCost(boolean detach, Probe probe) {

    private static final int PAIRS = 3;

    NDArray of(
            Map<Modality, NDArray> given,
            Map<Modality, NDArray> decoded,
            Map<Modality, NDArray> logits,
            Presence presence,
            NDManager manager) {
        NDArray distances = manager.zeros(new Shape());
        for (Map.Entry<Modality, NDArray> own : given.entrySet()) {
            Modality modality = own.getKey();
            distances = plus(
                    distances,
                    presence.mask(modality, manager),
                    mask -> distance(decoded.get(modality), own.getValue(), mask));
        }
        NDArray divergences = manager.zeros(new Shape());
        Modality[] all = Modality.values();
        for (int i = 0; i < all.length; i++) {
            for (int j = i + 1; j < all.length; j++) {
                Modality a = all[i];
                Modality b = all[j];
                if (presence.anyBoth(a, b)) {
                    divergences = plus(
                            divergences,
                            presence.maskOfBoth(a, b, manager),
                            mask -> Codes.divergence(logits.get(a), logits.get(b), mask));
                }
            }
        }
        try (NDArray r = distances;
                NDArray kl = divergences;
                NDArray meanR = Arithmetic.scale(r, 1.0 / all.length);
                NDArray meanKl = Arithmetic.scale(kl, 1.0 / (2 * PAIRS))) {
            probe.see("loss_quant", meanKl);
            return meanR.add(meanKl);
        }
    }

    private NDArray distance(NDArray decoded, NDArray features, NDArray mask) {
        if (!detach) {
            return Codes.distance(decoded, features, mask);
        }
        try (NDArray fixed = Autograd.detach(features)) {
            return Codes.distance(decoded, fixed, mask);
        }
    }

    private static NDArray plus(NDArray sum, NDArray mask, UnaryOperator<NDArray> term) {
        try (sum;
                mask;
                NDArray added = term.apply(mask)) {
            return sum.add(added);
        }
    }
}
