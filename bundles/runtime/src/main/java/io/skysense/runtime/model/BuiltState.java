// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.runtime.model;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import io.skysense.api.model.ModelState;
import io.skysense.api.model.ParameterRules;
import io.skysense.engine.Torch;
import io.skysense.engine.ops.Rounding;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Weights on their device. */
abstract class BuiltState implements ModelState {

    private final Map<String, Parameter> parameters;
    private final Map<String, NDArray> state;
    private final Set<Parameter> products;
    private final ParameterRules rules;
    private final NDManager manager;
    private final LeasedParts parts;

    /**
     * Gives every parameter its first value.
     *
     * @param parts the leases on what the weights are of; taken over, with the memory added, also where this fails
     * @param weights parameters and buffers
     * @param device where they live
     * @param seed first values depend on it
     */
    BuiltState(LeasedParts parts, ModelParameters weights, Device device, long seed) {
        this.parts = parts;
        manager = Torch.newManager(device);
        parts.holdings().add(manager::close);
        manager.setName("model");
        Initialisation.run(manager, seed, weights.all());
        parameters = weights.trained();
        state = arrays(weights);
        products = weights.products();
        rules = weights.rules();
    }

    @Override
    public final Map<String, Parameter> parameters() {
        return parameters;
    }

    @Override
    public final Map<String, NDArray> state() {
        return state;
    }

    @Override
    public final void narrow() {
        products.forEach(Rounding::narrow);
    }

    @Override
    public final ParameterRules rules() {
        return rules;
    }

    @Override
    public final NDManager manager() {
        return manager;
    }

    @Override
    public final Map<String, String> versions() {
        return Map.copyOf(parts.versions());
    }

    @Override
    public final void close() {
        parts.holdings().close();
    }

    private static Map<String, NDArray> arrays(ModelParameters weights) {
        Map<String, NDArray> arrays = new LinkedHashMap<>();
        weights.trained().forEach((name, parameter) -> arrays.put(name, parameter.getArray()));
        weights.untrained().forEach((name, parameter) -> arrays.put(name, parameter.getArray()));
        return Collections.unmodifiableMap(arrays);
    }
}
