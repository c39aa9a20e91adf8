// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.runtime.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBaseBlock;
import ai.djl.nn.Block;
import ai.djl.nn.BlockList;
import ai.djl.nn.ParameterList;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import io.skysense.api.config.Settings;
import io.skysense.api.data.Modality;
import io.skysense.api.incontext.InContextBackbone;
import io.skysense.api.incontext.InContextBatch;
import io.skysense.api.incontext.InContextNetwork;
import io.skysense.api.incontext.InContextOutput;
import io.skysense.api.incontext.InContextPrompt;
import io.skysense.api.incontext.InContextTargets;
import io.skysense.api.model.BackboneNetwork;
import io.skysense.api.model.BuildContext;
import io.skysense.api.model.Encoder;
import io.skysense.api.model.ParameterRules;
import io.skysense.api.model.Probe;
import io.skysense.api.task.HeadInputs;
import io.skysense.api.task.HeadNetwork;
import io.skysense.api.task.TaskHead;
import java.util.EnumMap;
import java.util.Map;

/** The smallest in-context backbone: its parameters are those of its encoders. */
final class ContextParts {

    private ContextParts() {}

    record Plugin(String name) implements InContextBackbone {

        @Override
        public BackboneNetwork build(Settings settings, Map<Modality, Encoder> encoders, BuildContext context) {
            return new LinearParts.PassBackbone(encoders);
        }

        @Override
        public InContextNetwork buildInContext(
                Settings settings,
                Map<Modality, Encoder> encoders,
                Map<Modality, Integer> channels,
                BuildContext context) {
            settings.over(new LinearParts.Width(8));
            return new Network(new All(new EnumMap<>(encoders)), context.probe());
        }
    }

    /** A head that asks the complete model. */
    record AskingHead(String name) implements TaskHead {

        @Override
        public boolean inContext() {
            return true;
        }

        @Override
        public HeadNetwork build(Settings settings, HeadInputs inputs, BuildContext context) {
            settings.over(new LinearParts.Width(8));
            if (inputs.network().orElseThrow().vocabularySize() != 1) {
                throw new IllegalArgumentException("not the model of these parts");
            }
            return new LinearParts.LinearHead(new LinearParts.Mix(
                    inputs.levels().get(0).channels(), inputs.classes().size()));
        }
    }

    /** Freezes the weights of s2, so that one parameter is frozen. */
    private static final class All extends AbstractBaseBlock {

        private final ParameterList parameters = new ParameterList();

        All(Map<Modality, Encoder> encoders) {
            encoders.forEach((modality, encoder) -> encoder.block()
                    .getParameters()
                    .forEach(p -> {
                        if (modality == Modality.S2 && p.getKey().endsWith("weight")) {
                            p.getValue().freeze(true);
                        }
                        parameters.add("backbone_" + modality.key() + "." + p.getKey(), p.getValue());
                    }));
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
            return inputs;
        }
    }

    private record Network(Block block, Probe probe) implements InContextNetwork {

        @Override
        public int vocabularySize() {
            return 1;
        }

        @Override
        public InContextTargets convert(NDArray targets, long seed) {
            return new InContextTargets(targets, Map.of());
        }

        @Override
        public InContextOutput forward(InContextBatch batch, boolean training) {
            probe.see("logits", batch.ids());
            return new InContextOutput(batch.ids(), batch.hidden());
        }

        @Override
        public Map<String, NDArray> loss(InContextOutput output, NDArray ids) {
            return Map.of("completion", output.completion());
        }

        @Override
        public NDArray segment(InContextPrompt prompt) {
            return prompt.colours();
        }

        @Override
        public ParameterRules rules() {
            return new ParameterRules(3, name -> name.endsWith("bias") ? 2 : 0, name -> name.endsWith("weight"));
        }
    }
}
