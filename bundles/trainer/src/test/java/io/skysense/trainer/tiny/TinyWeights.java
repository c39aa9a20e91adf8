// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.trainer.tiny;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import io.skysense.dataset.kit.sampler.SeededRandom;
import io.skysense.engine.GradMode;
import io.skysense.engine.Torch;
import io.skysense.engine.ops.Random;
import java.util.LinkedHashMap;
import java.util.Map;

/** The arrays of a tiny model, by full name. */
final class TinyWeights implements AutoCloseable {

    final NDManager manager;
    final Map<String, Parameter> parameters = new LinkedHashMap<>();
    final Map<String, NDArray> state = new LinkedHashMap<>();
    private final long seed;

    TinyWeights(Device device, long seed) {
        this.manager = Torch.newManager(device);
        this.seed = seed;
    }

    NDArray weight(String name, double std, long... shape) {
        NDArray array = manager.zeros(new Shape(shape));
        try (GradMode off = GradMode.off()) {
            Torch.seed(SeededRandom.mix(seed, name.hashCode()));
            Random.fillNormal(array, std);
        }
        Parameter parameter = Parameter.builder()
                .setName(name)
                .setType(Parameter.Type.WEIGHT)
                .optRequiresGrad(true)
                .build();
        parameter.setArray(array);
        parameters.put(name, parameter);
        state.put(name, array);
        return array;
    }

    NDArray buffer(String name, float value, long size) {
        NDArray array = manager.full(new Shape(size), value);
        state.put(name, array);
        return array;
    }

    @Override
    public void close() {
        manager.close();
    }
}
