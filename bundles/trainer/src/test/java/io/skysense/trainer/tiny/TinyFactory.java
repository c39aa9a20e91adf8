// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.trainer.tiny;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import io.skysense.api.data.Modality;
import io.skysense.api.model.BackboneNetwork;
import io.skysense.api.model.Model;
import io.skysense.api.model.ModelFactory;
import io.skysense.api.model.ModelOutline;
import io.skysense.api.model.ModelSpec;
import io.skysense.api.model.ParameterInfo;
import io.skysense.api.model.ParameterInfo.Kind;
import io.skysense.api.model.ParameterRules;
import io.skysense.api.model.Recompute;
import io.skysense.api.plugin.PluginRegistry;
import io.skysense.api.task.HeadNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Assembles the tiny model; what the specification says of encoder and head is not looked at. */
public final class TinyFactory implements ModelFactory {

    @Override
    public Model create(ModelSpec spec, Device device, long seed, Recompute recompute) {
        TinyWeights weights = new TinyWeights(device, seed);
        int bands = spec.table().bands(Modality.HR).orElseThrow().bands().size();
        TinyBackbone backbone = new TinyBackbone(weights, bands, recompute);
        TinyHead head = new TinyHead(weights, spec.table().classes().size());
        return new TinyModel(spec, weights, backbone, head);
    }

    @Override
    public ModelOutline outline(ModelSpec spec) {
        try (Model model = create(spec, Device.cpu(), 0, Recompute.NONE)) {
            List<ParameterInfo> parameters = new ArrayList<>();
            model.state()
                    .forEach((name, array) -> parameters.add(new ParameterInfo(
                            name,
                            array.getShape(),
                            model.parameters().containsKey(name) ? Kind.TRAINED : Kind.BUFFER,
                            0,
                            true)));
            return new ModelOutline(parameters, model.backbone().levels(), model.versions());
        }
    }

    @Override
    public ModelFactory with(PluginRegistry registry) {
        return this; // its parts are no plug-ins
    }

    private record TinyModel(ModelSpec spec, TinyWeights weights, BackboneNetwork backbone, HeadNetwork head)
            implements Model {

        @Override
        public Map<String, Parameter> parameters() {
            return weights.parameters;
        }

        @Override
        public Map<String, NDArray> state() {
            return weights.state;
        }

        @Override
        public ParameterRules rules() {
            return new ParameterRules(3, TinyBackbone::layer, name -> !name.endsWith("bias") && !name.contains("norm"));
        }

        @Override
        public NDManager manager() {
            return weights.manager;
        }

        @Override
        public Map<String, String> versions() {
            return Map.of("tiny", "1.0.0");
        }

        @Override
        public void close() {
            weights.close();
        }
    }
}
