// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.runtime.model;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import io.skysense.api.model.BackboneNetwork;
import io.skysense.api.model.Model;
import io.skysense.api.model.ModelSpec;
import io.skysense.api.model.ParameterRules;
import io.skysense.api.task.HeadNetwork;
import io.skysense.engine.Torch;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** A model whose weights are on their device. */
final class BuiltModel implements Model {

    private final ModelSpec spec;
    private final BackboneNetwork backbone;
    private final HeadNetwork head;
    private final Map<String, Parameter> parameters;
    private final Map<String, NDArray> state;
    private final ParameterRules rules;
    private final NDManager manager;
    private final Map<String, String> versions;
    private final Holdings holdings;

    private BuiltModel(
            ModelSpec spec,
            BackboneNetwork backbone,
            HeadNetwork head,
            ModelParameters parts,
            NDManager manager,
            Map<String, String> versions,
            Holdings holdings) {
        this.spec = spec;
        this.backbone = backbone;
        this.head = head;
        this.parameters = parts.trained();
        this.state = arrays(parts);
        this.rules = parts.rules();
        this.manager = manager;
        this.versions = Map.copyOf(versions);
        this.holdings = holdings;
    }

    /**
     * Gives every parameter its first value.
     *
     * @param holdings the leases on the parts; the model takes them over and adds its memory, also where this fails
     */
    static BuiltModel initialise(
            ModelSpec spec,
            BackboneNetwork backbone,
            HeadNetwork head,
            ModelParameters parts,
            Device device,
            long seed,
            Map<String, String> versions,
            Holdings holdings) {
        NDManager manager = Torch.newManager(device);
        holdings.add(manager::close);
        manager.setName("model");
        Initialisation.run(manager, seed, parts.all());
        return new BuiltModel(spec, backbone, head, parts, manager, versions, holdings);
    }

    @Override
    public ModelSpec spec() {
        return spec;
    }

    @Override
    public BackboneNetwork backbone() {
        return backbone;
    }

    @Override
    public HeadNetwork head() {
        return head;
    }

    @Override
    public Map<String, Parameter> parameters() {
        return parameters;
    }

    @Override
    public Map<String, NDArray> state() {
        return state;
    }

    @Override
    public ParameterRules rules() {
        return rules;
    }

    @Override
    public NDManager manager() {
        return manager;
    }

    @Override
    public Map<String, String> versions() {
        return versions;
    }

    @Override
    public void close() {
        holdings.close();
    }

    private static Map<String, NDArray> arrays(ModelParameters parts) {
        Map<String, NDArray> arrays = new LinkedHashMap<>();
        parts.trained().forEach((name, parameter) -> arrays.put(name, parameter.getArray()));
        parts.buffers().forEach((name, parameter) -> arrays.put(name, parameter.getArray()));
        return Collections.unmodifiableMap(arrays);
    }
}
