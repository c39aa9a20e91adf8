// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.encoder.hr;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import io.skysense.api.config.Settings;
import io.skysense.api.model.BuildContext;
import io.skysense.api.model.Precision;
import io.skysense.api.model.UnitSource;
import io.skysense.nn.NamedBlock;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Component;

/** Parts of the Swin Transformer under the names they were recorded by; windows are 8 tokens wide there. */
@Component
public final class SwinUnits implements UnitSource {

    private static final int WINDOW = 8;
    private static final Pattern SIZED = Pattern.compile("(shift_msa|patch_merging)_(?:[a-z]+_)?(\\d+)x(\\d+)");

    /** For Declarative Services. */
    public SwinUnits() {}

    @Override
    public Optional<Unit> unit(String name, Map<String, Shape> weights, Shape input) {
        int channels = (int) input.get(input.dimension() - 1);
        Matcher sized = SIZED.matcher(name);
        if (sized.matches()) {
            int height = Integer.parseInt(sized.group(2));
            int width = Integer.parseInt(sized.group(3));
            NamedBlock block = sized.group(1).equals("patch_merging")
                    ? new PatchMerging(channels, Precision.FP32)
                    : new Prefixed("w_msa", attention(weights, "w_msa.logit_scale", channels, true));
            return Optional.of(unit(block, height, width, channels));
        }
        return switch (name) {
            case "window_msa_v2" ->
                Optional.of(unit(attention(weights, "logit_scale", channels, false), WINDOW, WINDOW, channels));
            case "swin_block_v2" -> Optional.of(block(weights, input, channels));
            default -> Optional.empty();
        };
    }

    /** The second block of a stage, so with shifted windows, and with a norm at its end if one was recorded. */
    private static Unit block(Map<String, Shape> weights, Shape input, int channels) {
        int heads = (int) weights.get("attn.w_msa.logit_scale").get(0);
        SwinV2Settings settings = SwinV2Settings.bind(Settings.empty()
                .with("embed_dims", Integer.toString(channels))
                .with("depths", "[2]")
                .with("num_heads", "[" + heads + "]")
                .with("window_size", Integer.toString(WINDOW))
                .with("out_indices", "[0]")
                .with("extra_norm_every_n_blocks", weights.containsKey("norm3.weight") ? "2" : "0"));
        int side = (int) Math.sqrt(input.get(1));
        return unit(new SwinBlock(settings, 0, 1, 0, BuildContext.fp32()), side, side, channels);
    }

    private static WindowAttention attention(Map<String, Shape> weights, String scale, int channels, boolean shifted) {
        return new WindowAttention(channels, (int) weights.get(scale).get(0), WINDOW, shifted, Precision.FP32);
    }

    private static Unit unit(NamedBlock block, int height, int width, int channels) {
        return new Unit(block, inputs -> {
            NDArray grid = inputs.head().reshape(-1, height, width, channels);
            return block.forward(new NDList(grid), false).singletonOrThrow();
        });
    }

    /** A block under a name. */
    private static final class Prefixed extends NamedBlock {

        private final NamedBlock block;

        Prefixed(String name, NamedBlock block) {
            this.block = child(name, block);
        }

        @Override
        public NDList forward(NDList inputs, boolean training) {
            return block.forward(inputs, training);
        }

        @Override
        public Shape[] getOutputShapes(Shape[] inputShapes) {
            return block.getOutputShapes(inputShapes);
        }
    }
}
