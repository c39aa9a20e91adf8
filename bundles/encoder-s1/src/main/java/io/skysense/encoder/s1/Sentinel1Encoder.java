// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.encoder.s1;

import io.skysense.api.config.Settings;
import io.skysense.api.data.Modality;
import io.skysense.api.model.BuildContext;
import io.skysense.api.model.Encoder;
import io.skysense.api.model.ModalityEncoder;
import io.skysense.nn.vit.VisionTransformer;
import io.skysense.nn.vit.VisionTransformerSettings;
import org.osgi.service.component.annotations.Component;

/** A vision transformer as the encoder of Sentinel-1 radar images, one date at a time. */
@Component
public final class Sentinel1Encoder implements ModalityEncoder {

    /** For Declarative Services. */
    public Sentinel1Encoder() {}

    @Override
    public String name() {
        return "vit-s1";
    }

    @Override
    public Modality modality() {
        return Modality.S1;
    }

    @Override
    public Encoder build(Settings settings, int channels, BuildContext context) {
        return VisionTransformer.encoder(VisionTransformerSettings.bind(settings), "s1 image", channels, context);
    }
}
