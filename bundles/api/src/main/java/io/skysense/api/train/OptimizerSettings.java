// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.api.train;

import java.util.List;

/**
 * AdamW (Loshchilov and Hutter 2019), and what happens to gradients before it.
 *
 * @param lr base rate
 * @param betas decay of the two moments
 * @param eps added to the root of the second moment
 * @param weightDecay decoupled weight decay
 * @param layerDecay factor of the rate from one layer to the one below; 1 for none
 * @param clipNorm greatest global norm of the gradients; 0 for none
 * @param ema decay of the averaged weights that are validated and saved; 0 for none
 * @param noDecay parts of parameters' names: those are not decayed, beside the ones that the model's rules spare
 */
public record OptimizerSettings(
        double lr,
        List<Double> betas,
        double eps,
        double weightDecay,
        double layerDecay,
        double clipNorm,
        double ema,
        List<String> noDecay) {

    /** The defaults. */
    public static final OptimizerSettings DEFAULTS =
            new OptimizerSettings(2e-4, List.of(0.9, 0.999), 1e-8, 0.04, 1.0, 5.0, 0);

    /**
     * Decays what the model's rules say.
     *
     * @param lr base rate
     * @param betas decay of the two moments
     * @param eps added to the root of the second moment
     * @param weightDecay decoupled weight decay
     * @param layerDecay factor of the rate from one layer to the one below; 1 for none
     * @param clipNorm greatest global norm of the gradients; 0 for none
     * @param ema decay of the averaged weights; 0 for none
     */
    public OptimizerSettings(
            double lr,
            List<Double> betas,
            double eps,
            double weightDecay,
            double layerDecay,
            double clipNorm,
            double ema) {
        this(lr, betas, eps, weightDecay, layerDecay, clipNorm, ema, List.of());
    }

    /** Copies the lists and checks the ranges. */
    public OptimizerSettings {
        noDecay = noDecay == null ? List.of() : List.copyOf(noDecay);
        betas = List.copyOf(betas);
        if (betas.size() != 2) {
            throw new IllegalArgumentException("betas must be two numbers");
        }
        if (!(lr > 0) || eps <= 0 || weightDecay < 0 || layerDecay <= 0 || clipNorm < 0 || ema < 0 || ema >= 1) {
            throw new IllegalArgumentException(
                    "lr, eps and layerDecay must be above 0, weightDecay and clipNorm at least 0, ema in [0, 1)");
        }
    }
}
