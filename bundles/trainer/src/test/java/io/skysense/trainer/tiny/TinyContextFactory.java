// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.trainer.tiny;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import io.skysense.api.incontext.InContextModel;
import io.skysense.api.incontext.InContextModelFactory;
import io.skysense.api.incontext.InContextNetwork;
import io.skysense.api.incontext.InContextSpec;
import io.skysense.api.model.FeatureLevel;
import io.skysense.api.model.ModelOutline;
import io.skysense.api.model.ParameterInfo;
import io.skysense.api.model.ParameterInfo.Kind;
import io.skysense.api.model.ParameterRules;
import io.skysense.api.model.Probe;
import io.skysense.api.model.Recompute;
import java.util.List;
import java.util.Map;

/** Assembles the tiny in-context model; what the specification says is not looked at. */
final class TinyContextFactory implements InContextModelFactory {

    @Override
    public InContextModel create(InContextSpec spec, Device device, long seed, Recompute recompute, Probe probe) {
        TinyWeights weights = new TinyWeights(device, seed);
        return new TinyContextModel(spec, weights, new TinyContext(weights, recompute));
    }

    @Override
    public ModelOutline outline(InContextSpec spec) {
        try (InContextModel model = create(spec, Device.cpu(), 0, Recompute.NONE, Probe.NONE)) {
            List<ParameterInfo> parameters = model.state().entrySet().stream()
                    .map(e -> new ParameterInfo(e.getKey(), e.getValue().getShape(), Kind.TRAINED, 0, true))
                    .toList();
            return new ModelOutline(parameters, List.of(new FeatureLevel(8, 1)), model.versions());
        }
    }

    private record TinyContextModel(InContextSpec spec, TinyWeights weights, InContextNetwork network)
            implements InContextModel {

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
            return ParameterRules.flat();
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
