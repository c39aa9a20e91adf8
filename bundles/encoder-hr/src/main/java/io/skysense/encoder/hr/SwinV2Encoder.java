// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.encoder.hr;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Block;
import io.skysense.api.config.Settings;
import io.skysense.api.data.Modality;
import io.skysense.api.model.BuildContext;
import io.skysense.api.model.Encoder;
import io.skysense.api.model.FeatureLevel;
import io.skysense.api.model.ModalityEncoder;
import io.skysense.api.model.ParameterRules;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** Swin Transformer V2 as the encoder of high-resolution optical images. */
@Component
public final class SwinV2Encoder implements ModalityEncoder {

    /** For Declarative Services. */
    public SwinV2Encoder() {}

    @Override
    public String name() {
        return "swin-v2";
    }

    @Override
    public Modality modality() {
        return Modality.HR;
    }

    @Override
    public Encoder build(Settings settings, int channels, BuildContext context) {
        SwinV2Settings bound = SwinV2Settings.bind(settings);
        SwinV2 network = new SwinV2(bound, channels, context);
        int stride = bound.stride(bound.depths().size() - 1);
        return new Built(network, SwinRules.of(bound), stride, stride * bound.windowSize());
    }

    private record Built(SwinV2 network, ParameterRules rules, int granularity, int alignment) implements Encoder {

        @Override
        public Block block() {
            return network;
        }

        @Override
        public List<FeatureLevel> levels() {
            return network.levels();
        }

        @Override
        public List<NDArray> forward(NDArray image, boolean training) {
            return network.forward(image, training);
        }
    }
}
