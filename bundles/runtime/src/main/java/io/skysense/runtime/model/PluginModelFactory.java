// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.runtime.model;

import ai.djl.Device;
import io.skysense.api.config.SettingsException;
import io.skysense.api.data.BandTable;
import io.skysense.api.data.Modality;
import io.skysense.api.model.BackboneNetwork;
import io.skysense.api.model.BuildContext;
import io.skysense.api.model.Encoder;
import io.skysense.api.model.Model;
import io.skysense.api.model.ModelFactory;
import io.skysense.api.model.ModelOutline;
import io.skysense.api.model.ModelSpec;
import io.skysense.api.model.Recompute;
import io.skysense.api.plugin.PluginRegistry;
import io.skysense.api.task.HeadInputs;
import io.skysense.api.task.HeadNetwork;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Assembles models from leased plug-ins; the model holds the leases until it is closed. */
@Component
public final class PluginModelFactory implements ModelFactory {

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
        LeasedParts parts = new LeasedParts(registry);
        try {
            Assembly assembly = assemble(spec, new BuildContext(spec.precision(), recompute), parts);
            return new BuiltModel(spec, assembly.body(), assembly.top(), parts, assembly.weights(), device, seed);
        } catch (RuntimeException | Error e) {
            parts.holdings().closeAfter(e);
            throw e;
        }
    }

    @Override
    public ModelOutline outline(ModelSpec spec) {
        LeasedParts parts = new LeasedParts(registry);
        try {
            Assembly assembly = assemble(spec, new BuildContext(spec.precision(), Recompute.NONE), parts);
            return new ModelOutline(
                    assembly.weights().describe(),
                    assembly.body().levels(),
                    parts.versions(),
                    assembly.top().dates());
        } finally {
            parts.holdings().close();
        }
    }

    @Override
    public ModelFactory with(PluginRegistry other) {
        return new PluginModelFactory(other);
    }

    /** A model that was built and not initialised. */
    private record Assembly(BackboneNetwork body, HeadNetwork top, ModelParameters weights) {}

    private static Assembly assemble(ModelSpec spec, BuildContext context, LeasedParts parts) {
        Map<Modality, Encoder> encoders = new EnumMap<>(Modality.class);
        // In the order of the modalities: the order of the parameters must not depend on a map's.
        for (Modality modality : Modality.values()) {
            if (spec.encoders().containsKey(modality)) {
                int bands = bands(spec, modality);
                encoders.put(modality, parts.encoder(modality, spec.encoders().get(modality), bands, context));
            }
        }
        if (encoders.isEmpty()) {
            throw new SettingsException("encoders: at least one is needed, of hr, s2, s1");
        }
        BackboneNetwork body = parts.backbone(spec.backbone())
                .build(spec.backbone().without(LeasedParts.TYPE), Map.copyOf(encoders), context);
        HeadNetwork top = parts.head(spec.head())
                .build(
                        spec.head().without(LeasedParts.TYPE),
                        new HeadInputs(
                                body.levels(),
                                spec.table().classes(),
                                spec.table().quantities()),
                        context);
        ModelParameters weights = new ModelParameters();
        encoders.forEach((modality, part) -> weights.add("backbone_" + modality.key() + ".", part));
        // What joins the encoders bears the reference's full names already.
        weights.add("", body);
        weights.add("head.", top);
        return new Assembly(body, top, weights);
    }

    private static int bands(ModelSpec spec, Modality modality) {
        return spec.table()
                .bands(modality)
                .map(table -> table.bands().size())
                .orElseThrow(() -> spec.encoders()
                        .get(modality)
                        .refuse(
                                "",
                                "the dataset " + spec.table().name() + " has no such images; it has "
                                        + spec.table().bands().stream()
                                                .map(BandTable::modality)
                                                .map(Modality::key)
                                                .collect(Collectors.joining(", "))));
    }
}
