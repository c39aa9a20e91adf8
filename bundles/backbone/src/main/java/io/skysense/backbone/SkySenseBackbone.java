// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.backbone;

import io.skysense.api.config.Settings;
import io.skysense.api.config.SettingsException;
import io.skysense.api.data.Modality;
import io.skysense.api.model.Backbone;
import io.skysense.api.model.BackboneNetwork;
import io.skysense.api.model.BuildContext;
import io.skysense.api.model.Encoder;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Component;

/** SkySense's backbone. With high-resolution images alone its pyramid is that of their encoder. */
@Component
public final class SkySenseBackbone implements Backbone {

    /** For Declarative Services. */
    public SkySenseBackbone() {}

    @Override
    public String name() {
        return "skysense";
    }

    @Override
    public BackboneNetwork build(Settings settings, Map<Modality, Encoder> encoders, BuildContext context) {
        settings.over(SkySenseSettings.DEFAULTS);
        if (!encoders.keySet().equals(Set.of(Modality.HR))) {
            String given =
                    new TreeSet<>(encoders.keySet()).stream().map(Modality::key).collect(Collectors.joining(", "));
            throw new SettingsException(
                    "encoders: the backbone skysense joins no modalities and needs hr alone; given: "
                            + (given.isEmpty() ? "none" : given));
        }
        return new HighResolutionNetwork(encoders.get(Modality.HR));
    }
}
