// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.runtime.model;

import ai.djl.Device;
import io.skysense.api.config.Settings;
import io.skysense.api.config.SettingsException;
import io.skysense.api.data.BandTable;
import io.skysense.api.data.Modality;
import io.skysense.api.model.Backbone;
import io.skysense.api.model.BackboneNetwork;
import io.skysense.api.model.BuildContext;
import io.skysense.api.model.Encoder;
import io.skysense.api.model.ModalityEncoder;
import io.skysense.api.model.Model;
import io.skysense.api.model.ModelFactory;
import io.skysense.api.model.ModelSpec;
import io.skysense.api.model.Recompute;
import io.skysense.api.plugin.PluginLease;
import io.skysense.api.plugin.PluginRegistry;
import io.skysense.api.task.HeadInputs;
import io.skysense.api.task.HeadNetwork;
import io.skysense.api.task.TaskHead;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Assembles models from leased plug-ins; the model holds the leases until it is closed. */
@Component
public final class PluginModelFactory implements ModelFactory {

    private static final String TYPE = "type";

    private final PluginRegistry registry;

    /**
     * Takes plug-ins from a registry.
     *
     * @param registry leases them
     */
    @Activate
    public PluginModelFactory(@Reference PluginRegistry registry) {
        this.registry = registry;
    }

    @Override
    public Model create(ModelSpec spec, Device device, long seed, Recompute recompute) {
        Holdings holdings = new Holdings();
        try {
            return assemble(spec, device, seed, new BuildContext(spec.precision(), recompute), holdings);
        } catch (RuntimeException | Error e) {
            holdings.closeAfter(e);
            throw e;
        }
    }

    private Model assemble(ModelSpec spec, Device device, long seed, BuildContext context, Holdings holdings) {
        Map<String, String> versions = new TreeMap<>();
        Map<Modality, Encoder> encoders = new EnumMap<>(Modality.class);
        // In the order of the modalities: the order of the parameters must not depend on a map's.
        for (Modality modality : Modality.values()) {
            if (spec.encoders().containsKey(modality)) {
                encoders.put(modality, encoder(spec, modality, context, holdings, versions));
            }
        }
        if (encoders.isEmpty()) {
            throw new SettingsException("encoders: at least one is needed, of hr, s2, s1");
        }
        Backbone backbone = holdings.lease(registry.backbone(type(spec.backbone(), "backbone")), versions);
        BackboneNetwork body = backbone.build(spec.backbone().without(TYPE), Map.copyOf(encoders), context);
        TaskHead head = holdings.lease(registry.head(type(spec.head(), "head")), versions);
        HeadNetwork top = head.build(
                spec.head().without(TYPE),
                new HeadInputs(body.levels(), spec.table().classes()),
                context);
        ModelParameters parameters = new ModelParameters();
        encoders.forEach((modality, part) -> parameters.add("backbone_" + modality.key() + ".", part));
        // What joins the encoders bears the reference's full names already.
        parameters.add("", body);
        parameters.add("head.", top);
        return BuiltModel.initialise(spec, body, top, parameters, device, seed, versions, holdings);
    }

    private Encoder encoder(
            ModelSpec spec, Modality modality, BuildContext context, Holdings holdings, Map<String, String> versions) {
        String at = "encoders." + modality.key();
        Settings settings = spec.encoders().get(modality);
        BandTable bands = spec.table()
                .bands(modality)
                .orElseThrow(() -> new SettingsException(
                        at + ": the dataset " + spec.table().name()
                                + " has no such images; it has "
                                + spec.table().bands().stream()
                                        .map(b -> b.modality().key())
                                        .collect(Collectors.joining(", "))));
        PluginLease<ModalityEncoder> lease = registry.encoder(type(settings, at));
        ModalityEncoder plugin = holdings.lease(lease, versions);
        if (plugin.modality() != modality) {
            throw new SettingsException(at + "." + TYPE + ": the encoder " + plugin.name() + " reads "
                    + plugin.modality().key() + " images");
        }
        return plugin.build(settings.without(TYPE), bands.bands().size(), context);
    }

    private static String type(Settings settings, String at) {
        String type = settings.text(TYPE, "");
        if (type.isEmpty()) {
            throw new SettingsException(at + "." + TYPE + ": missing; it names the plug-in");
        }
        return type;
    }
}
