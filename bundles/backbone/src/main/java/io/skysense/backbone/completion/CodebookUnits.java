// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.backbone.completion;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.skysense.api.model.Precision;
import io.skysense.api.model.UnitSource;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;

/** Both halves of a soft codebook under the names they were recorded by. */
@Component
public final class CodebookUnits implements UnitSource {

    /** For Declarative Services. */
    public CodebookUnits() {}

    @Override
    public Optional<Unit> unit(String name, Map<String, Shape> weights, Shape input) {
        return switch (name) {
            case "vqvae_encoder" -> {
                SoftCodebook block = codebook(weights);
                yield Optional.of(new Unit(block, inputs -> block.encode(inputs.head())));
            }
            case "vqvae_decoder" -> {
                SoftCodebook block = codebook(weights);
                yield Optional.of(new Unit(block, inputs -> {
                    try (NDArray codes = block.weights(inputs.head())) {
                        return block.decode(codes);
                    }
                }));
            }
            default -> Optional.empty();
        };
    }

    private static SoftCodebook codebook(Map<String, Shape> weights) {
        Shape codes = weights.get("codebook.weight");
        Shape first = weights.get("conv1.weight");
        CompletionSettings settings = new CompletionSettings(
                (int) first.get(0), (int) codes.get(1), (int) codes.get(0), CompletionSettings.Combine.SUM, false);
        return new SoftCodebook((int) first.get(1), settings, Precision.FP32);
    }
}
