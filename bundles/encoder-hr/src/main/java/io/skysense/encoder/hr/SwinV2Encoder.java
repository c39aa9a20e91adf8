// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.encoder.hr;

import io.skysense.api.config.Settings;
import io.skysense.api.data.Modality;
import io.skysense.api.model.BuildContext;
import io.skysense.api.model.Encoder;
import io.skysense.api.model.ModalityEncoder;
import io.skysense.nn.BuiltEncoder;
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
        int stride = bound.stride(bound.depths().size() - 1);
        return BuiltEncoder.of(
                new SwinV2(bound, channels, context),
                new BuiltEncoder.Input("hr image", channels, stride, stride * bound.windowSize()),
                SwinRules.of(bound));
    }
}
