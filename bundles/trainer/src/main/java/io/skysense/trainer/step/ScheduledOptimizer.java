// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.trainer.step;

import ai.djl.ndarray.NDArray;
import io.skysense.api.model.ModelState;
import io.skysense.api.train.Optimizer;
import io.skysense.api.train.OptimizerSettings;
import io.skysense.engine.ops.Autograd;
import java.util.Map;

/** Gradients, clipping and AdamW at the rate of a schedule. */
public final class ScheduledOptimizer implements Optimizer {

    private final OptimizerSettings settings;
    private final LearningRate rate;
    private final Gradients gradients;
    private final AdamW adam;

    /**
     * Allocates gradients and moments.
     *
     * @param model the model whose parameters are trained
     * @param settings rates, decays and clipping
     * @param rate the rate over the steps
     */
    public ScheduledOptimizer(ModelState model, OptimizerSettings settings, LearningRate rate) {
        this.settings = settings;
        this.rate = rate;
        Map<String, NDArray> trained = Trained.of(model);
        gradients = new Gradients(trained);
        try {
            adam = new AdamW(settings, model.rules(), trained, gradients);
        } catch (RuntimeException e) {
            gradients.close();
            throw e;
        }
    }

    @Override
    public void zero() {
        gradients.zero();
    }

    @Override
    public void backward(NDArray loss) {
        Autograd.accumulate(loss, gradients.parameters(), gradients.buffers());
    }

    @Override
    public Map<String, NDArray> gradients() {
        return gradients.byName();
    }

    @Override
    public double step(long step) {
        double norm = gradients.clip(settings.clipNorm());
        if (Double.isFinite(norm)) {
            adam.step(rate.factor(step));
        }
        return norm;
    }

    /**
     * The base rate times the schedule's factor.
     *
     * @param step number of the step from 0
     * @return the rate of a parameter of the last layer
     */
    double rate(long step) {
        return settings.lr() * rate.factor(step);
    }

    /** {@return where a tape adds gradients} */
    Gradients sums() {
        return gradients;
    }

    /** {@return the moments} */
    AdamW adam() {
        return adam;
    }

    @Override
    public void close() {
        try (gradients) {
            adam.close();
        }
    }
}
