// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.trainer.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skysense.api.task.MetricReport;
import io.skysense.checkpoint.TrainingState;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CourseTest {

    private final Course course = new Course(10, 2, 3, "ap");

    private static MetricReport report(Map<String, Double> values) {
        return new MetricReport(values, Map.of(), List.of(), List.of());
    }

    private static TrainingState start() {
        return new TrainingState(0, 100, 1, 0, 0, Map.of(), 0, null, 0);
    }

    @Test
    void aFigureThatDoesNotExistIsNeverTheBest() {
        TrainingState state = course.validated(course.stepped(start(), 1), report(Map.of("support", 0.0)), 1);
        assertNull(state.best());
        assertFalse(course.improved(state));
        assertEquals(1, state.withoutImprovement());

        TrainingState better = course.validated(course.stepped(state, 1), report(Map.of("ap", 0.5)), 1);
        assertTrue(course.improved(better));
        TrainingState none = course.validated(course.stepped(better, 1), report(Map.of("ap", Double.NaN)), 1);
        assertEquals(0.5, none.best().value());
        assertFalse(course.improved(none));
    }

    @Test
    void ofEqualFiguresTheFirstStaysTheBest() {
        TrainingState first = course.validated(course.stepped(start(), 1), report(Map.of("ap", 0.5)), 1);
        TrainingState second = course.validated(course.stepped(first, 1), report(Map.of("ap", 0.5)), 1);

        assertEquals(1, second.best().step());
        assertFalse(course.finished(second));
    }

    @Test
    void aRunEndsWhenNothingGetsBetterForTooLong() {
        TrainingState state = start();
        for (int i = 0; i < 3; i++) {
            assertFalse(course.finished(state));
            state = course.validated(course.stepped(state, 1), report(Map.of()), 1);
        }

        assertTrue(course.finished(state));
    }
}
