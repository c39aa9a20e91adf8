// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.trainer.step;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.skysense.api.model.ModelState;
import io.skysense.api.train.Preset;
import io.skysense.dataset.kit.sampler.SeededRandom;
import io.skysense.engine.Torch;
import io.skysense.engine.ops.Arithmetic;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * One optimiser step: forward and backward over its micro-batches, clipping, AdamW, average.
 *
 * <p>A pure function of (weights, moments, average, seed, step) and the data; recording of gradients must be on. One
 * thread.
 */
public final class TrainingStep implements AutoCloseable {

    private static final long PURPOSE = 0x73746570L;

    private final ModelState model;
    private final Tape tape;
    private final Preset preset;
    private final StepClock clock;
    private final ScheduledOptimizer optimizer;
    private final Optional<Average> average;

    /**
     * Allocates gradients, moments and, if asked for, the average.
     *
     * @param model the model, on one device
     * @param tape what the model was built with
     * @param preset the experiment
     * @param rate the schedule
     * @param clock measures the phases
     */
    public TrainingStep(ModelState model, Tape tape, Preset preset, LearningRate rate, StepClock clock) {
        this.model = model;
        this.tape = tape;
        this.preset = preset;
        this.clock = clock;
        optimizer = new ScheduledOptimizer(model, preset.optimizer(), rate);
        try {
            average = preset.optimizer().ema() > 0
                    ? Optional.of(new Average(preset.optimizer().ema(), model.state()))
                    : Optional.empty();
        } catch (RuntimeException e) {
            optimizer.close();
            throw e;
        }
    }

    /**
     * Takes a step.
     *
     * @param step its number, from 0
     * @param feed gives micro-batches {@code step * accumulate} and the following
     * @return what it did
     * @throws DivergedException if loss or gradients are not finite; moments and averages are those before the step
     * @throws IOException if a micro-batch cannot be read
     */
    public StepResult run(long step, Feed feed) throws IOException {
        int count = preset.train().accumulate();
        Losses losses = new Losses();
        List<String> ids = new ArrayList<>();
        clock.lap(Phase.OTHER);
        optimizer.zero();
        clock.lap(Phase.OPTIMIZER);
        for (int micro = 0; micro < count; micro++) {
            try (MicroBatch batch = feed.next()) {
                clock.lap(Phase.WAIT);
                ids.addAll(batch.ids());
                if (batch.labelled()) {
                    pass(step, SeededRandom.mix(preset.seed(), PURPOSE, step, micro), batch, count, losses);
                }
            }
        }
        double norm = optimizer.step(step);
        if (!Double.isFinite(norm)) {
            throw new DivergedException(step, "the norm of the gradients is " + norm, ids);
        }
        average.ifPresent(a -> a.update(step));
        clock.lap(Phase.OPTIMIZER);
        return new StepResult(losses.mean(), losses.means(), optimizer.rate(step), norm, ids.size());
    }

    private void pass(long step, long seed, MicroBatch batch, int count, Losses losses) throws DivergedException {
        try (NDManager manager = Torch.newManager(model.manager().getDevice())) {
            manager.setName("step");
            Supplier<Map<String, NDArray>> forward = batch.bring(manager, seed);
            clock.lap(Phase.TRANSFER);
            Torch.seed(seed);
            try (Tape.Recording recording = tape.record(manager, seed)) {
                // Sorted: the sum must not depend on the order of a hash.
                Map<String, NDArray> parts = new TreeMap<>(forward.get());
                NDArray loss = parts.values().stream().reduce(NDArray::add).orElseThrow();
                if (!losses.add(loss, parts)) {
                    throw new DivergedException(step, "the loss is not finite: " + losses.last(), batch.ids());
                }
                clock.lap(Phase.FORWARD);
                recording.backward(Arithmetic.scale(loss, 1.0 / count), optimizer.sums());
                clock.lap(Phase.BACKWARD);
            }
        }
        // Freeing the arrays of both passes.
        clock.lap(Phase.BACKWARD);
    }

    /** {@return the optimiser's moments} */
    public AdamW optimizer() {
        return optimizer.adam();
    }

    /** {@return the averaged weights, if they are kept} */
    public Optional<Average> average() {
        return average;
    }

    @Override
    public void close() {
        try (optimizer) {
            average.ifPresent(Average::close);
        }
    }
}
