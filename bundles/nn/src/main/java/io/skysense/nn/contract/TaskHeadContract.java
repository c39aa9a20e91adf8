// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.nn.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.skysense.api.config.Settings;
import io.skysense.api.config.SettingsException;
import io.skysense.api.data.ClassTable;
import io.skysense.api.data.ClassTable.LabelClass;
import io.skysense.api.data.LabelKind;
import io.skysense.api.data.Quantity;
import io.skysense.api.model.BuildContext;
import io.skysense.api.model.FeatureLevel;
import io.skysense.api.model.FeaturePyramid;
import io.skysense.api.model.Precision;
import io.skysense.api.model.ProductWeights;
import io.skysense.api.model.Recompute;
import io.skysense.api.task.HeadInputs;
import io.skysense.api.task.HeadNetwork;
import io.skysense.api.task.MetricReport;
import io.skysense.api.task.Metrics;
import io.skysense.api.task.Prediction;
import io.skysense.api.task.TaskHead;
import io.skysense.engine.GradMode;
import io.skysense.engine.Torch;
import io.skysense.engine.ops.Rounding;
import io.skysense.nn.detection.BoxArrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link TaskHead} keeps to. The test of a head bundle extends this class and says which head it is about, and
 * with which settings it is small enough for a test.
 */
public abstract class TaskHeadContract {

    private NDManager weights;
    private NDManager step;

    /** For subclasses. */
    protected TaskHeadContract() {}

    /** {@return the head to test} */
    protected abstract TaskHead head();

    /** {@return its settings, as JSON: small, and without what is random in training} */
    protected abstract String settings();

    /** {@return what it is built on: three levels, three classes and one quantity unless overridden} */
    protected HeadInputs inputs() {
        return new HeadInputs(
                List.of(new FeatureLevel(4, 4), new FeatureLevel(8, 8), new FeatureLevel(16, 16)),
                new ClassTable(
                        List.of(
                                new LabelClass(0, "none", "#000000"),
                                new LabelClass(1, "low", "#808080"),
                                new LabelClass(2, "high", "#ffffff")),
                        List.of()),
                List.of(new Quantity("height", "m", 12, 4)));
    }

    @BeforeEach
    void open() {
        weights = Torch.newManager(Device.cpu());
        step = Torch.newManager(Device.cpu());
        Torch.setThreads(1);
        Torch.seed(17);
    }

    @AfterEach
    void close() {
        step.close();
        weights.close();
    }

    private HeadNetwork built() {
        return built(BuildContext.fp32());
    }

    private HeadNetwork built(BuildContext context) {
        HeadNetwork network = head().build(Settings.parse(settings(), "test"), inputs(), context);
        network.block().initialize(weights, DataType.FLOAT32, new Shape(1));
        return network;
    }

    private MadeTask task(HeadNetwork network) {
        return new MadeTask(inputs(), network, step);
    }

    private static Map<String, Shape> parameters(HeadNetwork network) {
        Map<String, Shape> shapes = new TreeMap<>();
        network.block()
                .getParameters()
                .forEach(p -> shapes.put(p.getKey(), p.getValue().getArray().getShape()));
        return shapes;
    }

    private static NDArray sum(Map<String, NDArray> parts) {
        assertFalse(parts.isEmpty(), "a loss has parts");
        NDArray sum = null;
        for (NDArray part : parts.values()) {
            assertEquals(1, part.getShape().size(), "parts of a loss are scalars");
            sum = sum == null ? part : sum.add(part);
        }
        return sum;
    }

    private static Supplier<NDArray> loss(HeadNetwork network, FeaturePyramid features, NDArray labels) {
        return () -> sum(network.loss(network.forward(features, true), labels));
    }

    @Test
    void theHeadHasANameForPresets() {
        assertTrue(head().name().matches("[a-z0-9]+(-[a-z0-9]+)*"), head().name());
    }

    @Test
    void itLooksAtOneDateOrMore() {
        assertTrue(built().dates() >= 1);
    }

    @Test
    void theSameSettingsGiveTheSameParameters() {
        Map<String, Shape> first = parameters(built());

        assertFalse(first.isEmpty());
        assertEquals(first, parameters(built()));
    }

    @Test
    void anUnknownKeyIsRefusedByName() {
        Settings settings = Settings.parse(settings(), "test").with("no_such_key", "1");

        SettingsException refused =
                assertThrows(SettingsException.class, () -> head().build(settings, inputs(), BuildContext.fp32()));
        assertTrue(refused.getMessage().contains("no_such_key"), refused.getMessage());
    }

    @Test
    void aPredictionHasTheShapeOfItsKindWhateverTheInputsSize() {
        HeadNetwork network = built();
        MadeTask task = task(network);
        FeaturePyramid features = task.features(1);
        try (GradMode off = GradMode.off()) {
            NDList outputs = network.forward(features, false);
            for (int cut : new int[] {0, 1, 3}) {
                int height = MadeTask.HEIGHT - cut;
                int width = MadeTask.WIDTH - cut;
                Prediction said = network.predict(outputs, height, width);
                assertEquals(network.kind(), said.kind());
                Shape shape = said.values().getShape();
                assertEquals(task.predicted(height, width, shape), shape);
                check(said);
            }
        }
    }

    private static void check(Prediction said) {
        if (said.kind() == LabelKind.OBJECTS) {
            // Reading refuses boxes that are none.
            BoxArrays.read(said.values())
                    .forEach(boxes -> boxes.orElseThrow()
                            .forEach(box ->
                                    assertTrue(box.score() >= 0 && box.score() <= 1, "a score is " + box.score())));
            return;
        }
        for (float value : said.values().toFloatArray()) {
            assertTrue(Float.isFinite(value), "a prediction holds " + value);
            if (said.kind() == LabelKind.PIXEL_CLASSES || said.kind() == LabelKind.IMAGE_CLASSES) {
                assertTrue(value >= 0 && value <= 1, "a probability is " + value);
            }
        }
        if (said.kind() == LabelKind.PIXEL_CLASSES) {
            for (float sum : said.values().sum(new int[] {1}).toFloatArray()) {
                assertEquals(1, sum, 1e-4f, "probabilities add up");
            }
        }
    }

    @Test
    void thePredictionIsTheSameEveryTime() {
        HeadNetwork network = built();
        FeaturePyramid features = task(network).features(2);
        try (GradMode off = GradMode.off()) {
            NDArray first = network.predict(network.forward(features, false), MadeTask.HEIGHT, MadeTask.WIDTH)
                    .values();
            NDArray second = network.predict(network.forward(features, false), MadeTask.HEIGHT, MadeTask.WIDTH)
                    .values();
            assertEquals(first, second);
        }
    }

    @Test
    void weightsOfProductsMayBeKeptAsTheyAreMultiplied() {
        HeadNetwork network = built(new BuildContext(Precision.BF16, Recompute.NONE));
        FeaturePyramid features = task(network).features(2);
        try (GradMode off = GradMode.off()) {
            NDArray before = network.predict(network.forward(features, false), MadeTask.HEIGHT, MadeTask.WIDTH)
                    .values();

            ProductWeights.of(network.block()).forEach(Rounding::narrow);

            assertEquals(
                    before,
                    network.predict(network.forward(features, false), MadeTask.HEIGHT, MadeTask.WIDTH)
                            .values());
        }
    }

    @Test
    void predictingLeavesNothingBehindButWhatIsReturned() {
        HeadNetwork network = built();
        FeaturePyramid features = task(network).features(3);
        int owned = weights.getManagedArrays().size();
        int before = step.getManagedArrays().size();
        try (GradMode off = GradMode.off()) {
            NDList outputs = network.forward(features, false);
            network.predict(outputs, MadeTask.HEIGHT, MadeTask.WIDTH);
            assertEquals(before + outputs.size() + 1, step.getManagedArrays().size(), "outputs and prediction");
        }
        assertEquals(owned, weights.getManagedArrays().size());
    }

    @Test
    void everyTrainedParameterGetsAFiniteGradient() {
        HeadNetwork network = built();
        MadeTask task = task(network);
        Descent descent = new Descent(network, step);

        NDList gradients = descent.gradients(loss(network, task.features(4), task.target()));

        assertEquals(descent.parameters(), gradients.size());
        for (NDArray gradient : gradients) {
            for (float value : gradient.toFloatArray()) {
                assertTrue(Float.isFinite(value), "a gradient is " + value);
            }
        }
    }

    @Test
    void trainingOvercomesTheLoss() {
        HeadNetwork network = built();
        MadeTask task = task(network);
        Descent descent = new Descent(network, step);
        Supplier<NDArray> loss = loss(network, task.features(5), task.target());
        float first = descent.step(loss);
        float last = descent.steps(loss);

        assertTrue(last < 0.8 * first, first + " to " + last);
    }

    @Test
    void whatIsNotKnownTeachesNothing() {
        HeadNetwork network = built();
        MadeTask task = task(network);
        Descent descent = new Descent(network, step);

        NDList gradients = descent.gradients(loss(network, task.features(6), task.unknown()));

        assertEquals(0, descent.loss(), 1e-6f);
        for (NDArray gradient : gradients) {
            assertEquals(0, gradient.abs().max().getFloat(), 1e-6f);
        }
    }

    @Test
    void aRightAnswerHasTheBestFigure() {
        HeadNetwork network = built();
        MadeTask task = task(network);
        Metrics metrics = network.metrics();
        assertTrue(metrics.report().values().isEmpty(), "figures of nothing");

        metrics.update(task.right(), task.labels());
        MetricReport report = metrics.report();

        assertNotNull(report.values().get(network.monitor()), network.monitor() + " of " + report.values());
        assertEquals(1, report.values().get(network.monitor()), 1e-6);
    }
}
