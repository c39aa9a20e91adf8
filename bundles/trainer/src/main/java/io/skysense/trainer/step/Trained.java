// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.trainer.step;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Parameter;
import io.skysense.api.model.ModelState;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The arrays of a model that are trained, by full name, in the model's order. */
public final class Trained {

    private Trained() {}

    /**
     * Finds them, and asks for their gradients.
     *
     * @param model a model
     * @return its parameters that are not frozen
     */
    public static Map<String, NDArray> of(ModelState model) {
        Map<String, NDArray> trained = new LinkedHashMap<>();
        model.parameters().forEach((name, parameter) -> {
            if (wanted(parameter)) {
                NDArray array = parameter.getArray();
                array.setRequiresGradient(true);
                trained.put(name, array);
            }
        });
        if (trained.isEmpty()) {
            throw new IllegalArgumentException("the model has no parameter that can be trained");
        }
        return Collections.unmodifiableMap(trained);
    }

    private static boolean wanted(Parameter parameter) {
        return parameter.requiresGradient();
    }
}
