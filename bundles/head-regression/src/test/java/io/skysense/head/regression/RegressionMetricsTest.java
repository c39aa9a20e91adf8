// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.head.regression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.skysense.api.data.LabelKind;
import io.skysense.api.data.Labels;
import io.skysense.api.data.Quantity;
import io.skysense.api.data.ValueMap;
import io.skysense.api.task.MetricReport;
import io.skysense.api.task.Prediction;
import io.skysense.engine.Torch;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Figures against cases worked out by hand. */
class RegressionMetricsTest {

    private static final double EXACT = 1e-12;
    private static final float NONE = Float.NaN;
    private static final Quantity HEIGHT = new Quantity("height", "m", 10, 5);
    private static final Quantity AGE = new Quantity("age", "a", 40, 20);

    private NDManager manager;

    @BeforeEach
    void open() {
        manager = Torch.newManager(Device.cpu());
    }

    @AfterEach
    void close() {
        manager.close();
    }

    private static Labels known(int quantities, int height, int width, float... values) {
        return new Labels(Optional.empty(), Optional.of(new ValueMap(quantities, height, width, values)), List.of());
    }

    @Test
    void errorsAreCountedWhereTheTruthIsKnown() {
        RegressionMetrics metrics = new RegressionMetrics(List.of(HEIGHT));
        Prediction said =
                new Prediction(LabelKind.PIXEL_VALUES, manager.create(new float[] {1, 2, 9, 4}, new Shape(1, 1, 2, 2)));

        metrics.update(said, List.of(known(1, 2, 2, 0, 2, NONE, 7)));
        MetricReport report = metrics.report();

        assertEquals(Set.of("r2", "mae", "rmse"), report.values().keySet());
        assertEquals(4 / 3.0, report.values().get("mae"), EXACT);
        assertEquals(Math.sqrt(10 / 3.0), report.values().get("rmse"), EXACT);
        // The truth is 0, 2 and 7 about 3.
        assertEquals(1 - 10.0 / (9 + 1 + 16), report.values().get("r2"), EXACT);
        assertEquals(3, report.perClass().get("height").get("support"));
    }

    @Test
    void figuresAreOfAllBatchesTogether() {
        RegressionMetrics metrics = new RegressionMetrics(List.of(HEIGHT));
        float[] truth = {3, 8, 1, 4};
        float[] said = {2, 8, 3, 3};
        for (int i = 0; i < truth.length; i++) {
            metrics.update(
                    new Prediction(LabelKind.IMAGE_VALUES, manager.create(new float[] {said[i]}, new Shape(1, 1))),
                    List.of(known(1, 1, 1, truth[i])));
        }

        assertEquals(1 - 6.0 / (1 + 16 + 9 + 0), metrics.report().values().get("r2"), EXACT);
    }

    @Test
    void anImageIsAskedForTheMeanOfItsMap() {
        RegressionMetrics metrics = new RegressionMetrics(List.of(HEIGHT));

        metrics.update(
                new Prediction(LabelKind.IMAGE_VALUES, manager.create(new float[] {5}, new Shape(1, 1))),
                List.of(known(1, 2, 2, 1, NONE, 2, 3)));

        assertEquals(3, metrics.report().values().get("mae"), EXACT);
    }

    @Test
    void unitsOfDifferentQuantitiesAreNotMixed() {
        RegressionMetrics metrics = new RegressionMetrics(List.of(HEIGHT, AGE));
        Prediction said =
                new Prediction(LabelKind.IMAGE_VALUES, manager.create(new float[] {1, 10, 4, 30}, new Shape(2, 2)));

        metrics.update(said, List.of(known(2, 1, 1, 1, 20), known(2, 1, 1, 3, 40)));
        MetricReport report = metrics.report();

        assertEquals(Set.of("r2"), report.values().keySet());
        assertEquals((1 - 1 / 2.0 + 1 - 200 / 200.0) / 2, report.values().get("r2"), EXACT);
        assertEquals(0.5, report.perClass().get("height").get("mae"), EXACT);
        assertEquals(10, report.perClass().get("age").get("mae"), EXACT);
    }

    @Test
    void aTruthThatDoesNotVaryHasNoR2() {
        RegressionMetrics metrics = new RegressionMetrics(List.of(HEIGHT));

        metrics.update(
                new Prediction(LabelKind.IMAGE_VALUES, manager.create(new float[] {5}, new Shape(1, 1))),
                List.of(known(1, 1, 1, 4)));

        assertEquals(Set.of("mae", "rmse"), metrics.report().values().keySet());
    }

    @Test
    void aMapOfAnotherSizeIsRefused() {
        RegressionMetrics metrics = new RegressionMetrics(List.of(HEIGHT));
        Prediction said = new Prediction(LabelKind.PIXEL_VALUES, manager.create(new float[4], new Shape(1, 1, 2, 2)));

        assertThrows(IllegalArgumentException.class, () -> metrics.update(said, List.of(known(1, 2, 1, 1, 2))));
    }
}
