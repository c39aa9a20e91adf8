// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.soak.variant;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Block;
import io.skysense.api.config.Settings;
import io.skysense.api.data.Modality;
import io.skysense.api.model.BuildContext;
import io.skysense.api.model.Encoder;
import io.skysense.api.model.FeatureLevel;
import io.skysense.api.model.ModalityEncoder;
import io.skysense.api.model.ParameterRules;
import io.skysense.engine.ops.Arithmetic;
import java.util.List;

/** The encoder of the original, which sees its images a little brighter or darker. */
public final class MarkedEncoder implements ModalityEncoder {

    private final ModalityEncoder original = Stamp.plugin(ModalityEncoder.class);
    private final float shift = Mark.shift(Stamp.number());

    /** For Declarative Services. */
    public MarkedEncoder() {}

    @Override
    public String name() {
        return original.name();
    }

    @Override
    public Modality modality() {
        return original.modality();
    }

    @Override
    public Encoder build(Settings settings, int channels, BuildContext context) {
        return new Marked(original.build(settings, channels, context), shift);
    }

    private record Marked(Encoder original, float shift) implements Encoder {

        @Override
        public List<FeatureLevel> levels() {
            return original.levels();
        }

        @Override
        public int granularity() {
            return original.granularity();
        }

        @Override
        public int alignment() {
            return original.alignment();
        }

        @Override
        public List<NDArray> forward(NDArray image, boolean training) {
            return original.forward(image.add(Arithmetic.array(image.getManager(), shift)), training);
        }

        @Override
        public Block block() {
            return original.block();
        }

        @Override
        public ParameterRules rules() {
            return original.rules();
        }
    }
}
