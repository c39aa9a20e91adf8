// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.trainer.step;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import io.skysense.engine.GradMode;
import io.skysense.engine.Torch;
import io.skysense.engine.ops.Foreach;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The exponential moving average of weights and of buffers such as batch-norm statistics (Polyak and Juditsky 1992).
 *
 * <p>The decay of update t, counted from 0, is {@code min(decay, (1+t)/(10+t))}: the average of a short run is not
 * held back by the weights it began with.
 */
public final class Average implements AutoCloseable {

    private final double decay;
    private final NDManager manager;
    private final NDList live = new NDList();
    private final NDList averaged = new NDList();
    private final Map<String, NDArray> named = new LinkedHashMap<>();

    /**
     * Starts at the weights as they are.
     *
     * @param decay greatest decay, above 0 and below 1
     * @param state the model's arrays by name; those that are not float32 are not averaged
     */
    public Average(double decay, Map<String, NDArray> state) {
        this.decay = decay;
        this.manager = Torch.newManager(state.values().iterator().next().getDevice());
        try (GradMode off = GradMode.off()) {
            manager.setName("average");
            state.forEach((name, array) -> {
                if (array.getDataType() == DataType.FLOAT32) {
                    NDArray copy = manager.zeros(array.getShape());
                    live.add(array);
                    averaged.add(copy);
                    named.put(name, copy);
                }
            });
            Foreach.copy(averaged, live);
        } catch (RuntimeException e) {
            manager.close();
            throw e;
        }
    }

    /** {@return the averages by name} */
    public Map<String, NDArray> arrays() {
        return Collections.unmodifiableMap(named);
    }

    /**
     * Takes the weights of a step in.
     *
     * @param update updates taken in before
     */
    public void update(long update) {
        double now = Math.min(decay, (1.0 + update) / (10.0 + update));
        try (GradMode off = GradMode.off()) {
            Foreach.lerp(averaged, live, 1 - now);
        }
    }

    /**
     * Runs something on a model that has the averages in place of its weights; the weights then come back, bit by bit.
     *
     * @param work what to run
     * @param <T> what it gives
     * @param <E> what it throws
     * @return what it gave
     * @throws E what it throws; the weights are back then
     */
    public <T, E extends Exception> T during(Work<T, E> work) throws E {
        try (NDManager scratch = manager.newSubManager()) {
            NDList backup = new NDList();
            live.forEach(array -> backup.add(scratch.zeros(array.getShape())));
            copy(backup, live);
            copy(live, averaged);
            try {
                return work.run();
            } finally {
                copy(live, backup);
            }
        }
    }

    /**
     * What runs on the averages.
     *
     * @param <T> what it gives
     * @param <E> what it throws
     */
    @FunctionalInterface
    public interface Work<T, E extends Exception> {

        /**
         * Runs.
         *
         * @return what comes of it
         * @throws E if it fails
         */
        T run() throws E;
    }

    private static void copy(NDList into, NDList from) {
        try (GradMode off = GradMode.off()) {
            Foreach.copy(into, from);
        }
    }

    @Override
    public void close() {
        manager.close();
    }
}
