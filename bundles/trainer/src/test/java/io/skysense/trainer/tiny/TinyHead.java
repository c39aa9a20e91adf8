// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.trainer.tiny;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Block;
import io.skysense.api.data.ClassTable;
import io.skysense.api.data.LabelKind;
import io.skysense.api.data.LabelMap;
import io.skysense.api.data.Labels;
import io.skysense.api.model.FeaturePyramid;
import io.skysense.api.model.ParameterRules;
import io.skysense.api.task.HeadNetwork;
import io.skysense.api.task.MetricReport;
import io.skysense.api.task.Metrics;
import io.skysense.api.task.Prediction;
import io.skysense.engine.ops.Arithmetic;
import io.skysense.engine.ops.Linear;
import io.skysense.engine.ops.Loss;
import io.skysense.engine.ops.Norm;
import java.util.List;
import java.util.Map;

/** Batch norm and one product a pixel; cross-entropy on both levels. */
final class TinyHead implements HeadNetwork {

    private final int classes;
    private final NDArray normWeight;
    private final NDArray normBias;
    private final NDArray mean;
    private final NDArray variance;
    private final NDArray weight;
    private final NDArray auxiliary;

    TinyHead(TinyWeights weights, int classes) {
        this.classes = classes;
        normWeight = weights.weight("head.norm.weight", 1, TinyBackbone.CHANNELS);
        normBias = weights.weight("head.norm.bias", 0.1, TinyBackbone.CHANNELS);
        mean = weights.buffer("head.norm.running_mean", 0, TinyBackbone.CHANNELS);
        variance = weights.buffer("head.norm.running_var", 1, TinyBackbone.CHANNELS);
        weight = weights.weight("head.weight", 0.3, classes, TinyBackbone.CHANNELS, 1, 1);
        auxiliary = weights.weight("head.auxiliary.weight", 0.3, classes, TinyBackbone.CHANNELS, 1, 1);
    }

    @Override
    public Block block() {
        throw new UnsupportedOperationException();
    }

    @Override
    public ParameterRules rules() {
        return ParameterRules.flat();
    }

    @Override
    public LabelKind kind() {
        return LabelKind.PIXEL_CLASSES;
    }

    @Override
    public NDList forward(FeaturePyramid features, boolean training) {
        NDArray deep = Norm.batch(features.levels().get(1), normWeight, normBias, mean, variance, training, 0.1, 1e-5);
        NDList outputs = new NDList(Linear.conv2d(deep, weight, null, 1, 0, 1, 1, false));
        if (training) {
            outputs.add(Linear.conv2d(features.levels().get(0), auxiliary, null, 1, 0, 1, 1, false));
        }
        return outputs;
    }

    @Override
    public Map<String, NDArray> loss(NDList outputs, NDArray labels) {
        return Map.of(
                "main", Loss.crossEntropy(outputs.get(0), labels, null, ClassTable.IGNORE, 0),
                "auxiliary",
                        Arithmetic.scale(Loss.crossEntropy(outputs.get(1), labels, null, ClassTable.IGNORE, 0), 0.4));
    }

    @Override
    public Prediction predict(NDList outputs, int height, int width) {
        return new Prediction(LabelKind.PIXEL_CLASSES, outputs.get(0).softmax(1));
    }

    @Override
    public Metrics metrics() {
        return new Accuracy();
    }

    @Override
    public String monitor() {
        return "overallAccuracy";
    }

    private final class Accuracy implements Metrics {

        private long right;
        private long all;

        @Override
        public void update(Prediction prediction, List<Labels> labels) {
            long[] said = prediction.values().argMax(1).toLongArray();
            int at = 0;
            for (Labels known : labels) {
                LabelMap label = known.map().orElseThrow();
                for (byte truth : label.classes()) {
                    if ((truth & 0xff) < classes) {
                        all++;
                        right += said[at] == truth ? 1 : 0;
                    }
                    at++;
                }
            }
        }

        @Override
        public MetricReport report() {
            return new MetricReport(Map.of(monitor(), (double) right / all), Map.of(), List.of(), List.of());
        }
    }
}
