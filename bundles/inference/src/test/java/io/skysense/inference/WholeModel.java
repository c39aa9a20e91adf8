// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.inference;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.Parameter;
import io.skysense.api.config.Settings;
import io.skysense.api.data.DatasetTable;
import io.skysense.api.data.Modality;
import io.skysense.api.model.BackboneNetwork;
import io.skysense.api.model.FeaturePyramid;
import io.skysense.api.model.Model;
import io.skysense.api.model.ModelSpec;
import io.skysense.api.model.ParameterRules;
import io.skysense.api.model.Precision;
import io.skysense.api.task.HeadNetwork;
import io.skysense.api.task.Metrics;
import io.skysense.engine.Torch;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A model that is its own backbone and head and has no weights. */
abstract class WholeModel implements Model, BackboneNetwork, HeadNetwork {

    private final NDManager manager = Torch.newManager(Device.cpu());
    private final DatasetTable table;

    WholeModel(DatasetTable table) {
        this.table = table;
    }

    @Override
    public final ModelSpec spec() {
        Settings settings = Settings.empty().with("type", "whole");
        Map<Modality, Settings> encoders = Stream.of(Modality.values())
                .filter(m -> table.bands(m).isPresent())
                .collect(Collectors.toMap(m -> m, m -> settings));
        return new ModelSpec(encoders, settings, settings, table, Precision.FP32);
    }

    @Override
    public final BackboneNetwork backbone() {
        return this;
    }

    @Override
    public final HeadNetwork head() {
        return this;
    }

    @Override
    public final Block block() {
        return Blocks.identityBlock();
    }

    @Override
    public final Map<String, Parameter> parameters() {
        return Map.of();
    }

    @Override
    public final Map<String, NDArray> state() {
        return Map.of();
    }

    @Override
    public final ParameterRules rules() {
        return ParameterRules.flat();
    }

    @Override
    public final NDManager manager() {
        return manager;
    }

    @Override
    public final Map<String, String> versions() {
        return Map.of();
    }

    @Override
    public final void close() {
        manager.close();
    }

    @Override
    public final NDList forward(FeaturePyramid features, boolean training) {
        return new NDList(features.levels());
    }

    @Override
    public final Map<String, NDArray> loss(NDList outputs, NDArray labels) {
        throw new UnsupportedOperationException("not trained");
    }

    @Override
    public final Metrics metrics() {
        throw new UnsupportedOperationException("not evaluated");
    }

    @Override
    public final String monitor() {
        return "none";
    }
}
