// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.runtime.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBaseBlock;
import ai.djl.nn.Block;
import ai.djl.nn.BlockList;
import ai.djl.nn.Parameter;
import ai.djl.nn.ParameterList;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.Initializer;
import ai.djl.training.initializer.NormalInitializer;
import ai.djl.util.PairList;
import io.skysense.api.config.Settings;
import io.skysense.api.data.LabelKind;
import io.skysense.api.data.Modality;
import io.skysense.api.model.Backbone;
import io.skysense.api.model.BackboneNetwork;
import io.skysense.api.model.BuildContext;
import io.skysense.api.model.Encoder;
import io.skysense.api.model.FeatureLevel;
import io.skysense.api.model.FeaturePyramid;
import io.skysense.api.model.ModalityEncoder;
import io.skysense.api.model.ParameterRules;
import io.skysense.api.task.HeadInputs;
import io.skysense.api.task.HeadNetwork;
import io.skysense.api.task.Metrics;
import io.skysense.api.task.Prediction;
import io.skysense.api.task.TaskHead;
import java.util.List;
import java.util.Map;

/** The smallest plug-ins that make a model: an encoder that mixes channels, a backbone that passes on, a linear head. */
final class LinearParts {

    private LinearParts() {}

    record Width(int channels) {}

    /** x (B, C, H, W) to (B, out, H, W): one matrix over the channels, and a buffer that only is kept. */
    static final class Mix extends AbstractBaseBlock {
        private final ParameterList parameters = new ParameterList();

        Mix(long in, long out) {
            add("mix.weight", new NormalInitializer(0.02f), true, out, in);
            add("mix.bias", Initializer.ZEROS, true, out);
            add("mix.running_mean", Initializer.ONES, false, out);
        }

        private void add(String name, Initializer initializer, boolean trained, long... shape) {
            parameters.add(
                    name,
                    Parameter.builder()
                            .setName(name)
                            .setType(Parameter.Type.OTHER)
                            .optShape(new Shape(shape))
                            .optInitializer(initializer)
                            .optRequiresGrad(trained)
                            .build());
        }

        NDArray apply(NDArray x) {
            NDArray weight = parameters.get("mix.weight").getArray();
            NDArray bias = parameters.get("mix.bias").getArray();
            return x.transpose(0, 2, 3, 1).matMul(weight.transpose()).add(bias).transpose(0, 3, 1, 2);
        }

        @Override
        public ParameterList getParameters() {
            return parameters;
        }

        @Override
        public ParameterList getDirectParameters() {
            return parameters;
        }

        @Override
        public BlockList getChildren() {
            return new BlockList();
        }

        @Override
        public Shape[] getOutputShapes(Shape[] inputs) {
            return inputs;
        }

        @Override
        protected NDList forwardInternal(
                ParameterStore store, NDList inputs, boolean training, PairList<String, Object> options) {
            return new NDList(apply(inputs.singletonOrThrow()));
        }
    }

    record MixEncoder(Mix block, int channels) implements Encoder {
        @Override
        public List<FeatureLevel> levels() {
            return List.of(new FeatureLevel(channels, 1));
        }

        @Override
        public int granularity() {
            return 1;
        }

        @Override
        public List<NDArray> forward(NDArray image, boolean training) {
            return List.of(block.apply(image));
        }

        @Override
        public ParameterRules rules() {
            return new ParameterRules(4, name -> name.endsWith("bias") ? 1 : 2, name -> !name.endsWith("bias"));
        }
    }

    record EncoderPlugin(String name, Modality modality) implements ModalityEncoder {
        @Override
        public Encoder build(Settings settings, int channels, BuildContext context) {
            int width = settings.over(new Width(8)).channels();
            return new MixEncoder(new Mix(channels, width), width);
        }
    }

    /** Passes the first encoder's features on. With its own block, or with that of the encoder among its parameters. */
    record PassBackbone(Map<Modality, Encoder> encoders) implements BackboneNetwork {
        private Encoder first() {
            return encoders.values().iterator().next();
        }

        @Override
        public List<FeatureLevel> levels() {
            return first().levels();
        }

        @Override
        public int granularity() {
            return first().granularity();
        }

        @Override
        public FeaturePyramid forward(Map<Modality, NDArray> images, boolean training) {
            Map.Entry<Modality, NDArray> image = images.entrySet().iterator().next();
            Shape shape = image.getValue().getShape();
            return new FeaturePyramid(
                    encoders.get(image.getKey()).forward(image.getValue(), training), (int) shape.get(2), (int)
                            shape.get(3));
        }

        @Override
        public Block block() {
            return first().block();
        }

        @Override
        public ParameterRules rules() {
            return ParameterRules.flat();
        }
    }

    record BackbonePlugin(String name) implements Backbone {
        @Override
        public BackboneNetwork build(Settings settings, Map<Modality, Encoder> encoders, BuildContext context) {
            return new PassBackbone(encoders);
        }
    }

    record LinearHead(Mix block) implements HeadNetwork {
        @Override
        public LabelKind kind() {
            return LabelKind.PIXEL_CLASSES;
        }

        @Override
        public NDList forward(FeaturePyramid features, boolean training) {
            return new NDList(block.apply(features.levels().get(0)));
        }

        @Override
        public Map<String, NDArray> loss(NDList outputs, NDArray labels) {
            return Map.of("energy", outputs.head().square().mean());
        }

        @Override
        public Prediction predict(NDList outputs, int height, int width) {
            throw new UnsupportedOperationException("a head without a decoder");
        }

        @Override
        public Metrics metrics() {
            throw new UnsupportedOperationException("a head without figures");
        }

        @Override
        public String monitor() {
            return "energy";
        }

        @Override
        public ParameterRules rules() {
            return ParameterRules.flat();
        }
    }

    record HeadPlugin(String name) implements TaskHead {
        @Override
        public HeadNetwork build(Settings settings, HeadInputs inputs, BuildContext context) {
            settings.over(new Width(8));
            return new LinearHead(
                    new Mix(inputs.levels().get(0).channels(), inputs.classes().size()));
        }
    }
}
