// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.encoder.s2;

import io.skysense.api.config.Settings;
import io.skysense.api.data.Modality;
import io.skysense.api.model.BuildContext;
import io.skysense.api.model.Encoder;
import io.skysense.api.model.ModalityEncoder;
import io.skysense.nn.vit.VisionTransformer;
import io.skysense.nn.vit.VisionTransformerSettings;
import org.osgi.service.component.annotations.Component;

/** A vision transformer as the encoder of Sentinel-2 multispectral images, one date at a time. */
@Component
public final class Sentinel2Encoder implements ModalityEncoder {

    /** For Declarative Services. */
    public Sentinel2Encoder() {}

    @Override
    public String name() {
        return "vit-s2";
    }

    @Override
    public Modality modality() {
        return Modality.S2;
    }

    @Override
    public Encoder build(Settings settings, int channels, BuildContext context) {
        return VisionTransformer.encoder(VisionTransformerSettings.bind(settings), "s2 image", channels, context);
    }
}
