// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.trainer.step;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.skysense.api.train.ScheduleSettings;
import io.skysense.api.train.ScheduleSettings.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LearningRateTest {

    private static final int TOTAL = 101;

    private static double factor(Shape shape, double warmup, double floor, double power, long step) {
        return new LearningRate(new ScheduleSettings(shape, warmup, floor, power), TOTAL).factor(step);
    }

    @ParameterizedTest
    @EnumSource(Shape.class)
    void warmUpRisesInAStraightLineFromNothing(Shape shape) {
        for (int step = 0; step < 20; step++) {
            assertEquals(step / 20.0, factor(shape, 20, 0.1, 0.9, step));
        }
        assertEquals(1, factor(shape, 20, 0.1, 0.9, 20));
    }

    @ParameterizedTest
    @EnumSource(Shape.class)
    void withoutWarmUpTheFirstStepHasTheFullRate(Shape shape) {
        assertEquals(1, factor(shape, 0, 0, 0.9, 0));
    }

    @ParameterizedTest
    @EnumSource(value = Shape.class, names = "CONSTANT", mode = EnumSource.Mode.EXCLUDE)
    void theLastStepHasTheFloor(Shape shape) {
        assertEquals(0.25, factor(shape, 0.1, 0.25, 0.9, TOTAL - 1), 1e-15);
        assertEquals(0, factor(shape, 0, 0, 2, TOTAL - 1), 1e-15);
    }

    @Test
    void shapesFollowTheirClosedForms() {
        double p = 0.3;
        assertEquals(1, factor(Shape.CONSTANT, 0, 0, 1, 30));
        assertEquals(1 - p, factor(Shape.LINEAR, 0, 0, 1, 30), 1e-15);
        assertEquals((1 + Math.cos(Math.PI * p)) / 2, factor(Shape.COSINE, 0, 0, 1, 30), 1e-15);
        assertEquals(Math.pow(1 - p, 0.9), factor(Shape.POLYNOMIAL, 0, 0, 0.9, 30), 1e-15);
        assertEquals(0.2 + 0.8 * (1 - p), factor(Shape.LINEAR, 0, 0.2, 1, 30), 1e-15);
    }

    @Test
    void aWarmUpBelowOneIsAFractionOfAllSteps() {
        assertEquals(10, new LearningRate(new ScheduleSettings(Shape.COSINE, 0.1, 0, 1), 100).warmup());
        assertEquals(1, new LearningRate(new ScheduleSettings(Shape.COSINE, 1, 0, 1), 100).warmup());
    }

    @Test
    void aRunOfOneStepHasAFullStep() {
        assertEquals(1, new LearningRate(new ScheduleSettings(Shape.COSINE, 0, 0, 1), 1).factor(0));
    }

    @Test
    void aFloorOfOneStepMakesTheLineReachZeroOneStepAfterTheLastAsTheReferencesDoes() {
        int steps = 30_000;
        int warmup = 1000;
        LearningRate rate =
                new LearningRate(new ScheduleSettings(Shape.LINEAR, warmup, 1.0 / (steps - warmup), 1), steps);
        assertEquals(0, rate.factor(0), "the first update has no rate");
        for (int step : new int[] {1, 999, 1000, 1001, 15_000, 29_999}) {
            double reference = step < warmup ? (double) step / warmup : (double) (steps - step) / (steps - warmup);
            assertEquals(reference, rate.factor(step), 1e-12, "step " + step);
        }
    }
}
