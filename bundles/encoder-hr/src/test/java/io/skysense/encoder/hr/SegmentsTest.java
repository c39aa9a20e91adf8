// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.encoder.hr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.skysense.api.model.Precision;
import io.skysense.api.model.Recompute;
import io.skysense.engine.GradMode;
import io.skysense.engine.Torch;
import io.skysense.engine.ops.Autograd;
import io.skysense.nn.golden.Golden;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The segments in which the network can be computed again. */
class SegmentsTest {

    /** Runs each segment on arrays without history, as recomputation does, and keeps what came in and out. */
    private static final class Cut implements Recompute {

        private record Segment(UnaryOperator<NDList> function, NDList inputs, NDList outputs) {}

        private final List<Segment> segments = new ArrayList<>();

        @Override
        public NDList run(UnaryOperator<NDList> function, NDList inputs) {
            NDList outputs;
            try (GradMode off = GradMode.off()) {
                outputs = function.apply(inputs);
            }
            outputs.forEach(y -> y.setRequiresGradient(true));
            segments.add(new Segment(function, inputs, outputs));
            return outputs;
        }
    }

    @Test
    void oneIsABlockWithWhatLiesBeforeIt() {
        try (NDManager manager = Torch.newManager(Device.cpu())) {
            Cut cut = new Cut();
            SwinV2 network = Networks.network(manager, Precision.FP32, cut);
            NDArray image = Networks.image(manager, 2, 64);
            network.forward(image, true);
            assertEquals(5, cut.segments.size());
            NDArray last = image;
            for (Cut.Segment segment : cut.segments) {
                assertTrue(segment.inputs().head() == last, "a segment's first input is the output before it");
                segment.inputs().subNDList(1).forEach(x -> assertEquals(2, x.size(), "one factor a sample"));
                last = segment.outputs().singletonOrThrow();
            }
        }
    }

    @Test
    void soIsWhatFollowsAStage() {
        try (NDManager manager = Torch.newManager(Device.cpu())) {
            Cut cut = new Cut();
            forward(Networks.annotated(manager, cut), manager);
            assertEquals(7, cut.segments.size());
            assertTrue(cut.segments.get(0).inputs().size() >= 3, "image, ids and what is hidden");
            for (int i = 1; i < 7; i++) {
                assertTrue(cut.segments.get(i).inputs().head()
                        == cut.segments.get(i - 1).outputs().head());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void computedAgainTheyGiveTheSameGradients(boolean annotated) {
        try (NDManager manager = Torch.newManager(Device.cpu());
                GradMode on = GradMode.on()) {
            SwinV2 whole = network(annotated, manager, Recompute.NONE);
            NDList expected = gradientsAtOnce(whole, manager);
            Cut cut = new Cut();
            SwinV2 network = network(annotated, manager, cut);
            NDList gradients = gradientsBySegment(network, cut, manager);
            for (int i = 0; i < expected.size(); i++) {
                String name = network.getParameters().get(i).getKey();
                Golden.assertClose(expected.get(i), gradients.get(i), 1e-5, name);
            }
        }
    }

    private static SwinV2 network(boolean annotated, NDManager manager, Recompute recompute) {
        return annotated
                ? Networks.annotated(manager, recompute)
                : Networks.network(manager, Precision.FP32, recompute);
    }

    private static List<NDArray> forward(SwinV2 network, NDManager manager) {
        NDArray image = Networks.image(manager, 2, 64);
        return network.vocabularySize() == 0
                ? network.forward(image, true)
                : network.forward(image, Networks.annotation(manager, 2, 64), true);
    }

    private static NDList gradientsAtOnce(SwinV2 network, NDManager manager) {
        return Autograd.gradients(manager, loss(forward(network, manager)), Networks.trained(network));
    }

    private static NDList gradientsBySegment(SwinV2 network, Cut cut, NDManager manager) {
        NDArray loss = loss(forward(network, manager));
        NDList parameters = Networks.trained(network);
        NDList borders = new NDList();
        cut.segments.forEach(s -> borders.add(s.outputs().head()));
        NDList wanted = new NDList(parameters).addAll(borders);
        NDList gradients = Autograd.gradients(manager, loss, wanted);
        for (int i = cut.segments.size() - 1; i >= 0; i--) {
            Cut.Segment segment = cut.segments.get(i);
            NDList upstream = new NDList(gradients.get(parameters.size() + i));
            NDList again = segment.function().apply(segment.inputs());
            NDList more = Autograd.vectorJacobian(manager, again, upstream, wanted);
            for (int j = 0; j < wanted.size(); j++) {
                gradients.set(j, gradients.get(j).add(more.get(j)));
            }
        }
        return new NDList(gradients.subList(0, parameters.size()));
    }

    private static NDArray loss(List<NDArray> levels) {
        return levels.stream()
                .map(level -> level.add(0.5f).square().mul(level).mean())
                .reduce(NDArray::add)
                .orElseThrow();
    }
}
