// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.backbone;

import ai.djl.ndarray.types.Shape;
import io.skysense.api.model.Precision;
import io.skysense.api.model.UnitSource;
import io.skysense.engine.ops.Loss;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;

/** The enlarging of features and the loss of the decoder under the names they were recorded by. */
@Component
public final class JunctionUnits implements UnitSource {

    private static final int UP_SCALE = 4;

    /** For Declarative Services. */
    public JunctionUnits() {}

    @Override
    public Optional<Unit> unit(String name, Map<String, Shape> weights, Shape input) {
        return switch (name) {
            case "up_head" -> {
                Shape weight = weights.get("decoder.0.weight");
                int outputs = (int) weight.get(0) / (UP_SCALE * UP_SCALE);
                UpHead head = new UpHead((int) weight.get(1), outputs, UP_SCALE, Precision.FP32);
                yield Optional.of(new Unit(head, inputs -> head.forward(inputs.head())));
            }
            case "rec_loss" ->
                Optional.of(new Unit(new Parts(), inputs -> Loss.balanced(inputs.get(0), inputs.get(1))));
            default -> Optional.empty();
        };
    }
}
