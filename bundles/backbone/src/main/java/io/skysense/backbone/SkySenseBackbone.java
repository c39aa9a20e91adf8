// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.backbone;

import io.skysense.api.config.Settings;
import io.skysense.api.config.SettingsException;
import io.skysense.api.data.Modality;
import io.skysense.api.incontext.InContextBackbone;
import io.skysense.api.incontext.InContextNetwork;
import io.skysense.api.model.Backbone;
import io.skysense.api.model.BackboneNetwork;
import io.skysense.api.model.BuildContext;
import io.skysense.api.model.Encoder;
import java.util.EnumMap;
import java.util.Map;
import org.osgi.service.component.annotations.Component;

/**
 * SkySense's backbone (Guo et al. 2024; SkySense++, 2025). With one encoder its pyramid is that of the encoder, unless
 * the setting {@code join} says otherwise; several are completed and fused. With annotations it is the complete
 * in-context model.
 */
@Component(service = Backbone.class)
public final class SkySenseBackbone implements InContextBackbone {

    /** For Declarative Services. */
    public SkySenseBackbone() {}

    @Override
    public String name() {
        return "skysense";
    }

    @Override
    public BackboneNetwork build(Settings settings, Map<Modality, Encoder> encoders, BuildContext context) {
        SkySenseSettings bound = settings.over(SkySenseSettings.DEFAULTS);
        if (encoders.isEmpty()) {
            throw new SettingsException("encoders: the backbone skysense needs at least one, of hr, s2, s1");
        }
        if (encoders.size() == 1 && !bound.join()) {
            Modality only = encoders.keySet().iterator().next();
            return new SingleNetwork(only, encoders.get(only));
        }
        return new Assembly(bound, new EnumMap<>(encoders), context).joined();
    }

    @Override
    public InContextNetwork buildInContext(
            Settings settings, Map<Modality, Encoder> encoders, Map<Modality, Integer> channels, BuildContext context) {
        SkySenseSettings bound = settings.over(SkySenseSettings.DEFAULTS);
        if (!encoders.containsKey(Modality.HR)) {
            throw new SettingsException("encoders.hr: missing; the in-context model decodes its features");
        }
        return new Assembly(bound, new EnumMap<>(encoders), context).inContext(channels);
    }
}
