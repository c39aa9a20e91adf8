// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.backbone.completion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.skysense.api.data.Modality;
import io.skysense.api.model.Probe;
import io.skysense.engine.GradMode;
import io.skysense.engine.Torch;
import io.skysense.engine.ops.Arithmetic;
import io.skysense.engine.ops.Autograd;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Completed features are drawn to the true ones, and these to them only where they are not detached. */
class CompletionCostTest {

    private static final Shape FEATURES = new Shape(2, 3, 4, 4);

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void trueFeaturesArePulledAtUnlessTheyAreDetached(boolean detach) {
        try (NDManager manager = Torch.newManager(Device.cpu());
                GradMode on = GradMode.on()) {
            NDArray features = leaf(manager);
            NDArray decoded = leaf(manager);
            NDArray scores = manager.randomNormal(new Shape(2, 5, 1, 1));
            NDArray cost = new CompletionCost(detach, Probe.NONE)
                    .of(
                            Map.of(Modality.HR, features),
                            Map.of(Modality.HR, decoded),
                            Map.of(Modality.HR, scores),
                            Presence.everywhere(2, Set.of(Modality.HR)),
                            manager);
            // A part of the graph wherever the cost leaves it out.
            NDArray whole = cost.add(Arithmetic.scale(features.sum(), 0));
            NDList gradients = Autograd.gradients(manager, whole, new NDList(features, decoded));

            assertEquals(detach, gradients.get(0).abs().max().getFloat() == 0);
            assertTrue(gradients.get(1).abs().max().getFloat() > 0);
        }
    }

    private static NDArray leaf(NDManager manager) {
        NDArray x = manager.randomNormal(FEATURES);
        x.setRequiresGradient(true);
        return x;
    }
}
