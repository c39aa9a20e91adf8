// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.runtime.model;

import ai.djl.Device;
import io.skysense.api.config.SettingsException;
import io.skysense.api.data.BandTable;
import io.skysense.api.data.Modality;
import io.skysense.api.incontext.InContextNetwork;
import io.skysense.api.model.BackboneNetwork;
import io.skysense.api.model.BuildContext;
import io.skysense.api.model.Encoder;
import io.skysense.api.model.FeatureLevel;
import io.skysense.api.model.Model;
import io.skysense.api.model.ModelFactory;
import io.skysense.api.model.ModelOutline;
import io.skysense.api.model.ModelSpec;
import io.skysense.api.model.Recompute;
import io.skysense.api.plugin.PluginRegistry;
import io.skysense.api.task.HeadInputs;
import io.skysense.api.task.HeadNetwork;
import io.skysense.api.task.TaskHead;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Assembles models from leased plug-ins; the model holds the leases until it is closed. */
@Component
public final class PluginModelFactory implements ModelFactory {

    private static final String HEAD = "head.";

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
        TaskHead head = parts.head(spec.head());
        return head.inContext()
                ? inContext(spec, context, encoders, head, parts)
                : onFeatures(spec, context, encoders, head, parts);
    }

    private static Assembly onFeatures(
            ModelSpec spec, BuildContext context, Map<Modality, Encoder> encoders, TaskHead head, LeasedParts parts) {
        BackboneNetwork body = parts.backbone(spec.backbone())
                .build(spec.backbone().without(LeasedParts.TYPE), Map.copyOf(encoders), context);
        HeadNetwork top = build(head, spec, body.levels(), Optional.empty(), context);
        ModelParameters weights = new ModelParameters();
        encoders.forEach((modality, part) -> weights.add("backbone_" + modality.key() + ".", part));
        // What joins the encoders bears the reference's full names already.
        weights.add("", body);
        weights.add(HEAD, top);
        return new Assembly(body, top, weights);
    }

    private static Assembly inContext(
            ModelSpec spec, BuildContext context, Map<Modality, Encoder> encoders, TaskHead head, LeasedParts parts) {
        if (!encoders.keySet().equals(Set.of(Modality.HR))) {
            throw spec.head()
                    .refuse(
                            LeasedParts.TYPE,
                            "the head " + head.name() + " reads hr images alone; encoders has to name hr");
        }
        int bands = bands(spec, Modality.HR);
        InContextNetwork network = parts.inContext(spec.backbone())
                .buildInContext(
                        spec.backbone().without(LeasedParts.TYPE),
                        Map.copyOf(encoders),
                        Map.of(Modality.HR, bands),
                        context);
        HeadNetwork top = build(head, spec, ImageItself.levels(bands), Optional.of(network), context);
        ModelParameters weights = new ModelParameters();
        // A complete model bears the reference's full names.
        weights.add("", network);
        weights.add(HEAD, top);
        return new Assembly(new ImageItself(network, bands, top.side()), top, weights);
    }

    private static HeadNetwork build(
            TaskHead head,
            ModelSpec spec,
            List<FeatureLevel> levels,
            Optional<InContextNetwork> network,
            BuildContext context) {
        HeadInputs inputs =
                new HeadInputs(levels, spec.table().classes(), spec.table().quantities(), network);
        return head.build(spec.head().without(LeasedParts.TYPE), inputs, context);
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
