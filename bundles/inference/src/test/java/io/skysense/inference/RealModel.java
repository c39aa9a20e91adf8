// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.inference;

import ai.djl.Device;
import io.skysense.api.config.Settings;
import io.skysense.api.config.SettingsException;
import io.skysense.api.data.DatasetReader;
import io.skysense.api.data.Modality;
import io.skysense.api.model.Backbone;
import io.skysense.api.model.ModalityEncoder;
import io.skysense.api.model.Model;
import io.skysense.api.model.ModelSpec;
import io.skysense.api.model.Precision;
import io.skysense.api.model.Recompute;
import io.skysense.api.plugin.PluginInfo;
import io.skysense.api.plugin.PluginLease;
import io.skysense.api.plugin.PluginRegistry;
import io.skysense.api.task.TaskHead;
import io.skysense.backbone.SkySenseBackbone;
import io.skysense.encoder.hr.SwinV2Encoder;
import io.skysense.head.segmentation.SegmentationHead;
import io.skysense.runtime.model.PluginModelFactory;
import io.skysense.runtime.model.RunModelLoader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The network that users run: Swin V2 under UPerHead. */
final class RealModel {

    private RealModel() {}

    /**
     * Builds it with random weights.
     *
     * @param arch size of the encoder
     * @param channels of the head
     * @return the model; the caller closes it
     */
    static Model open(String arch, int channels) {
        Settings encoder = Settings.empty().with("type", "swin-v2").with("arch", arch);
        Settings backbone = Settings.empty().with("type", "skysense");
        Settings head = Settings.empty().with("type", "segmentation").with("channels", "" + channels);
        ModelSpec spec =
                new ModelSpec(Map.of(Modality.HR, encoder), backbone, head, LocalModel.table(3), Precision.FP32);
        return new PluginModelFactory(new Registry()).create(spec, Device.cpu(), 7, Recompute.NONE);
    }

    /**
     * Opens the one that a run trained.
     *
     * @param run its folder
     * @return the model; the caller closes it
     * @throws IOException if the folder holds no run that can be used
     */
    static Model open(Path run) throws IOException {
        return new RunModelLoader(new PluginModelFactory(new Registry())).open(run, Device.cpu());
    }

    /** The plug-ins of this class path. */
    private static final class Registry implements PluginRegistry {

        @Override
        public PluginLease<DatasetReader> dataset(String name) {
            throw new SettingsException("no datasets here");
        }

        @Override
        public PluginLease<ModalityEncoder> encoder(String name) {
            return new Held<>(new SwinV2Encoder());
        }

        @Override
        public PluginLease<Backbone> backbone(String name) {
            return new Held<>(new SkySenseBackbone());
        }

        @Override
        public PluginLease<TaskHead> head(String name) {
            return new Held<>(new SegmentationHead());
        }

        @Override
        public List<PluginInfo> plugins() {
            return List.of();
        }
    }

    private record Held<T>(T plugin) implements PluginLease<T> {

        @Override
        public String bundle() {
            return plugin.getClass().getPackageName();
        }

        @Override
        public String version() {
            return "1.0.0";
        }

        @Override
        public void close() {}
    }
}
