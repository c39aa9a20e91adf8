// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.soak.variant;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Block;
import io.skysense.api.config.Settings;
import io.skysense.api.data.LabelKind;
import io.skysense.api.model.BuildContext;
import io.skysense.api.model.FeaturePyramid;
import io.skysense.api.model.ParameterRules;
import io.skysense.api.task.HeadInputs;
import io.skysense.api.task.HeadNetwork;
import io.skysense.api.task.Metrics;
import io.skysense.api.task.Prediction;
import io.skysense.api.task.TaskHead;
import io.skysense.engine.ops.Arithmetic;
import java.util.Map;

/** The head of the original, whose answers are mixed with a constant. */
public final class MarkedHead implements TaskHead {

    private final TaskHead original = Stamp.plugin(TaskHead.class);
    private final float weight = Mark.weight(Stamp.number());

    /** For Declarative Services. */
    public MarkedHead() {}

    @Override
    public String name() {
        return original.name();
    }

    @Override
    public HeadNetwork build(Settings settings, HeadInputs inputs, BuildContext context) {
        return new Marked(original.build(settings, inputs, context), weight);
    }

    private record Marked(HeadNetwork original, float weight) implements HeadNetwork {

        @Override
        public LabelKind kind() {
            return original.kind();
        }

        @Override
        public int dates() {
            return original.dates();
        }

        @Override
        public boolean repeatsDates() {
            return original.repeatsDates();
        }

        @Override
        public int side() {
            return original.side();
        }

        @Override
        public NDList forward(FeaturePyramid features, boolean training) {
            return original.forward(features, training);
        }

        @Override
        public Map<String, NDArray> loss(NDList outputs, NDArray labels) {
            return original.loss(outputs, labels);
        }

        @Override
        public Prediction predict(NDList outputs, int height, int width) {
            Prediction said = original.predict(outputs, height, width);
            NDArray values = said.values();
            // A distribution over classes stays one.
            float constant = weight / values.getShape().get(1);
            return said.with(Arithmetic.scale(values, 1 - weight).add(Arithmetic.array(values.getManager(), constant)));
        }

        @Override
        public Metrics metrics() {
            return original.metrics();
        }

        @Override
        public String monitor() {
            return original.monitor();
        }

        @Override
        public Block block() {
            return original.block();
        }

        @Override
        public ParameterRules rules() {
            return original.rules();
        }
    }
}
