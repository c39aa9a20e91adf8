// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.runtime.model;

import ai.djl.Device;
import io.skysense.api.config.Settings;
import io.skysense.api.config.SettingsException;
import io.skysense.api.data.Modality;
import io.skysense.api.incontext.InContextModel;
import io.skysense.api.incontext.InContextModelFactory;
import io.skysense.api.incontext.InContextNetwork;
import io.skysense.api.incontext.InContextSpec;
import io.skysense.api.model.AnnotatedEncoder;
import io.skysense.api.model.BuildContext;
import io.skysense.api.model.Encoder;
import io.skysense.api.model.FeatureLevel;
import io.skysense.api.model.ModelOutline;
import io.skysense.api.model.Probe;
import io.skysense.api.model.Recompute;
import io.skysense.api.plugin.PluginRegistry;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Assembles in-context models from leased plug-ins; the model holds the leases until it is closed. What is installed is
 * looked up for each model, so an encoder that comes later serves the next one.
 */
@Component
public final class PluginInContextModelFactory implements InContextModelFactory {

    private static final Logger LOG = System.getLogger(PluginInContextModelFactory.class.getName());

    private final PluginRegistry registry;
    private final Set<String> missed = ConcurrentHashMap.newKeySet();

    /**
     * Takes plug-ins from a registry.
     *
     * @param registry leases them
     */
    @Activate
    public PluginInContextModelFactory(@Reference PluginRegistry registry) {
        this.registry = registry;
    }

    @Override
    public InContextModel create(InContextSpec spec, Device device, long seed, Recompute recompute, Probe probe) {
        LeasedParts parts = new LeasedParts(registry);
        try {
            InContextNetwork network = network(spec, new BuildContext(spec.precision(), recompute, probe), parts);
            ModelParameters weights = new ModelParameters();
            weights.add("", network);
            return new BuiltInContextModel(spec, network, parts, weights, device, seed);
        } catch (RuntimeException | Error e) {
            parts.holdings().closeAfter(e);
            throw e;
        }
    }

    @Override
    public ModelOutline outline(InContextSpec spec) {
        LeasedParts parts = new LeasedParts(registry);
        try {
            BuildContext context = new BuildContext(spec.precision(), Recompute.NONE);
            Map<Modality, Encoder> encoders = encoders(spec, context, parts);
            ModelParameters weights = new ModelParameters();
            weights.add("", network(spec, encoders, context, parts));
            return new ModelOutline(weights.describe(), levels(encoders.get(Modality.HR)), parts.versions());
        } finally {
            parts.holdings().close();
        }
    }

    private static List<FeatureLevel> levels(Encoder encoder) {
        return encoder instanceof AnnotatedEncoder annotated ? annotated.annotatedLevels() : encoder.levels();
    }

    private InContextNetwork network(InContextSpec spec, BuildContext context, LeasedParts parts) {
        return network(spec, encoders(spec, context, parts), context, parts);
    }

    private Map<Modality, Encoder> encoders(InContextSpec spec, BuildContext context, LeasedParts parts) {
        Map<Modality, Encoder> encoders = new EnumMap<>(Modality.class);
        for (Modality modality : Modality.values()) {
            Settings settings = spec.encoders().get(modality);
            if (settings != null && installed(modality, settings)) {
                encoders.put(
                        modality,
                        parts.encoder(modality, settings, channels(spec, modality), context.part(modality.key())));
            }
        }
        return encoders;
    }

    private static InContextNetwork network(
            InContextSpec spec, Map<Modality, Encoder> encoders, BuildContext context, LeasedParts parts) {
        return parts.inContext(spec.backbone())
                .buildInContext(
                        spec.backbone().without(LeasedParts.TYPE), Map.copyOf(encoders), spec.channels(), context);
    }

    /** The hr encoder is always asked for: without it there is no model, and the registry says what is missing. */
    private boolean installed(Modality modality, Settings settings) {
        String type = LeasedParts.type(settings, "encoders." + modality.key());
        if (modality == Modality.HR
                || registry.plugins().stream()
                        .anyMatch(p -> p.kind().equals("encoder") && p.name().equals(type))) {
            return true;
        }
        if (missed.add(type)) {
            LOG.log(
                    Level.INFO,
                    "the encoder {0} is not installed: in-context models complete the features of {1}",
                    type,
                    modality.key());
        }
        return false;
    }

    private static int channels(InContextSpec spec, Modality modality) {
        Integer channels = spec.channels().get(modality);
        if (channels == null) {
            throw new SettingsException("channels." + modality.key() + ": missing; the encoder's number of bands");
        }
        return channels;
    }
}
