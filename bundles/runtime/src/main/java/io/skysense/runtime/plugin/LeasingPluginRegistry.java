// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.runtime.plugin;

import io.skysense.api.config.SettingsException;
import io.skysense.api.data.DatasetReader;
import io.skysense.api.model.Backbone;
import io.skysense.api.model.ModalityEncoder;
import io.skysense.api.plugin.PluginInfo;
import io.skysense.api.plugin.PluginLease;
import io.skysense.api.plugin.PluginPins;
import io.skysense.api.plugin.PluginRegistry;
import io.skysense.api.plugin.PluginVersion;
import io.skysense.api.task.TaskHead;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;

/**
 * The registry. Each {@code unbind} returns only when the plug-in's last lease is back, and only then does its
 * own component stop and free what is native: so nobody computes with memory that is gone.
 */
@Component(
        service = {PluginRegistry.class, PluginPins.class},
        immediate = true,
        configurationPid = RegistryConfiguration.PID)
@Designate(ocd = RegistryConfiguration.class)
public final class LeasingPluginRegistry implements PluginRegistry, PluginPins {

    private final PluginSlots<DatasetReader> datasets;
    private final PluginSlots<ModalityEncoder> encoders;
    private final PluginSlots<Backbone> backbones;
    private final PluginSlots<TaskHead> heads;

    /** All of them, in the order of the lists that are given out. */
    private final Map<String, PluginSlots<?>> kinds = new LinkedHashMap<>();

    /**
     * Begins empty.
     *
     * @param configuration how patient it is
     */
    @Activate
    public LeasingPluginRegistry(RegistryConfiguration configuration) {
        this(Duration.ofSeconds(configuration.drain_warning_seconds()));
    }

    LeasingPluginRegistry(Duration warnAfter) {
        datasets = new PluginSlots<>("dataset", reader -> reader.table().name(), warnAfter);
        encoders = new PluginSlots<>("encoder", ModalityEncoder::name, warnAfter);
        backbones = new PluginSlots<>("backbone", Backbone::name, warnAfter);
        heads = new PluginSlots<>("head", TaskHead::name, warnAfter);
        Stream.of(backbones, datasets, encoders, heads).forEach(slots -> kinds.put(slots.kind(), slots));
    }

    @Override
    public PluginLease<DatasetReader> dataset(String name) {
        return datasets.lease(name);
    }

    @Override
    public PluginLease<ModalityEncoder> encoder(String name) {
        return encoders.lease(name);
    }

    @Override
    public PluginLease<Backbone> backbone(String name) {
        return backbones.lease(name);
    }

    @Override
    public PluginLease<TaskHead> head(String name) {
        return heads.lease(name);
    }

    @Override
    public List<PluginInfo> plugins() {
        return gather(PluginSlots::infos);
    }

    @Override
    public void pin(PluginVersion version) {
        kind(version.kind()).pin(version);
    }

    @Override
    public void unpin(String kind, String name) {
        kind(kind).unpin(name);
    }

    @Override
    public List<PluginVersion> pins() {
        return gather(PluginSlots::pins);
    }

    @Override
    public List<PluginVersion> serving() {
        return gather(PluginSlots::serving);
    }

    @Override
    public PluginRegistry preferring(Collection<PluginVersion> candidates) {
        return new PreferringRegistry(this, candidates);
    }

    /** Leases one version, whatever serves. */
    PluginLease<DatasetReader> dataset(PluginVersion wanted) {
        return datasets.lease(wanted);
    }

    /** Leases one version, whatever serves. */
    PluginLease<ModalityEncoder> encoder(PluginVersion wanted) {
        return encoders.lease(wanted);
    }

    /** Leases one version, whatever serves. */
    PluginLease<Backbone> backbone(PluginVersion wanted) {
        return backbones.lease(wanted);
    }

    /** Leases one version, whatever serves. */
    PluginLease<TaskHead> head(PluginVersion wanted) {
        return heads.lease(wanted);
    }

    private PluginSlots<?> kind(String kind) {
        PluginSlots<?> slots = kinds.get(kind);
        if (slots == null) {
            throw new SettingsException(
                    "there is no kind of plug-in '" + kind + "'; there are: " + String.join(", ", kinds.keySet()));
        }
        return slots;
    }

    private <R> List<R> gather(Function<PluginSlots<?>, List<R>> of) {
        return kinds.values().stream()
                .flatMap(slots -> of.apply(slots).stream())
                .toList();
    }

    @Reference(
            service = DatasetReader.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindDataset(DatasetReader plugin, ServiceReference<DatasetReader> reference) {
        datasets.add(plugin, reference);
    }

    void unbindDataset(ServiceReference<DatasetReader> reference) {
        datasets.remove(reference);
    }

    @Reference(
            service = ModalityEncoder.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindEncoder(ModalityEncoder plugin, ServiceReference<ModalityEncoder> reference) {
        encoders.add(plugin, reference);
    }

    void unbindEncoder(ServiceReference<ModalityEncoder> reference) {
        encoders.remove(reference);
    }

    @Reference(
            service = Backbone.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindBackbone(Backbone plugin, ServiceReference<Backbone> reference) {
        backbones.add(plugin, reference);
    }

    void unbindBackbone(ServiceReference<Backbone> reference) {
        backbones.remove(reference);
    }

    @Reference(
            service = TaskHead.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindHead(TaskHead plugin, ServiceReference<TaskHead> reference) {
        heads.add(plugin, reference);
    }

    void unbindHead(ServiceReference<TaskHead> reference) {
        heads.remove(reference);
    }
}
