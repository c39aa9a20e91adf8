// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.trainer.step;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.skysense.engine.GradMode;
import io.skysense.engine.Torch;
import io.skysense.engine.ops.Foreach;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The gradients of a step: one array a parameter that lives as long as the run, into which every micro-batch adds. */
public final class Gradients implements AutoCloseable {

    private final NDManager manager;
    private final NDList parameters = new NDList();
    private final NDList buffers = new NDList();
    private final Map<String, NDArray> named = new LinkedHashMap<>();

    /**
     * Allocates them.
     *
     * @param trained the parameters by name; all on one device
     */
    public Gradients(Map<String, NDArray> trained) {
        NDArray first = trained.values().iterator().next();
        manager = Torch.newManager(first.getDevice());
        try {
            manager.setName("gradients");
            trained.forEach((name, parameter) -> {
                NDArray buffer = manager.zeros(parameter.getShape(), parameter.getDataType());
                parameters.add(parameter);
                buffers.add(buffer);
                named.put(name, buffer);
            });
        } catch (RuntimeException e) {
            manager.close();
            throw e;
        }
    }

    /** {@return the parameters, in order} */
    NDList parameters() {
        return parameters;
    }

    /** {@return one gradient a parameter, in the same order} */
    NDList buffers() {
        return buffers;
    }

    /**
     * The gradient of a parameter.
     *
     * @param name its full name
     * @return the array; never replaced by another
     */
    public NDArray of(String name) {
        return named.get(name);
    }

    /** {@return all of them by parameter name} */
    Map<String, NDArray> byName() {
        return Collections.unmodifiableMap(named);
    }

    /** Sets all to zero. */
    void zero() {
        try (GradMode off = GradMode.off()) {
            Foreach.zero(buffers);
        }
    }

    /**
     * Measures the global L2 norm, and scales all gradients down if it is above a limit.
     *
     * @param limit greatest norm; 0 for none
     * @return the norm before; not finite if a gradient is not, and the gradients are of no use then
     */
    double clip(double limit) {
        try (GradMode off = GradMode.off();
                NDManager scratch = manager.newSubManager()) {
            NDArray norm = limit > 0 ? Foreach.clipNorm(scratch, buffers, limit) : Foreach.norm(scratch, buffers);
            return norm.getFloat();
        }
    }

    @Override
    public void close() {
        manager.close();
    }
}
