// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.verify;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import io.skysense.api.model.ModelState;
import io.skysense.engine.ops.Autograd;
import java.util.Collection;

/** Gradients of a sum of losses by a model's parameters. */
final class Gradients {

    private Gradients() {}

    /**
     * @param model the model
     * @param losses scalars, whose graph is freed
     * @return one array a parameter, in the model's order, with the manager of the losses
     */
    static NDList of(ModelState model, Collection<NDArray> losses) {
        NDArray sum = losses.stream().reduce(NDArray::add).orElseThrow();
        NDList parameters = new NDList();
        model.parameters().values().forEach(p -> {
            p.getArray().setRequiresGradient(true);
            parameters.add(p.getArray());
        });
        return Autograd.gradients(sum.getManager(), sum, parameters);
    }
}
