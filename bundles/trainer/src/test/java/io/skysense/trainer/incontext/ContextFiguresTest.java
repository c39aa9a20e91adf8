// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.trainer.incontext;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.skysense.api.data.ClassTable;
import io.skysense.api.data.ClassTable.LabelClass;
import io.skysense.api.data.DatasetTable;
import io.skysense.api.task.MetricReport;
import io.skysense.dataset.kit.incontext.CollageClasses;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ContextFiguresTest {

    /** Ids 1, 2, 3 stand for the classes a, b, c; 0 is black, and 9 is in no collage. */
    private static final CollageAnswers ANSWERS = new CollageAnswers(Map.of(1, 0, 2, 1, 3, 2));

    private final ContextFigures figures = new ContextFigures(List.of(table("one"), table("two"), table("three")));

    private static DatasetTable table(String name) {
        List<LabelClass> classes = List.of(
                new LabelClass(1, "a", "#000001"),
                new LabelClass(2, "b", "#000002"),
                new LabelClass(3, "c", "#000003"));
        return new DatasetTable(
                name, name, List.of(), new ClassTable(classes, List.of()), List.of("val"), "none", "", "");
    }

    @Test
    void iouIsCountedByClassAndAveragedOverClassesThenDatasets() {
        figures.update("one", ANSWERS, new long[] {1, 1, 1, 2, 2}, new long[] {1, 1, 2, 2, 2});
        figures.update("two", ANSWERS, new long[] {3, 3, 3, 3}, new long[] {3, 3, 3, 1});
        MetricReport report = figures.report();
        double one = (2.0 / 3 + 2.0 / 3) / 2;
        assertEquals(2.0 / 3, report.perClass().get("one/a").get("IoU"), 1e-12);
        assertEquals(2.0 / 3, report.perClass().get("one/b").get("IoU"), 1e-12);
        assertFalse(report.perClass().containsKey("one/c"), "no pixel is of it");
        assertEquals(one, report.perClass().get("one").get("meanIoU"), 1e-12);
        assertEquals(0.75, report.perClass().get("two").get("meanIoU"), 1e-12);
        assertEquals((one + 0.75) / 2, report.values().get("meanIoU"), 1e-12);
        assertFalse(report.perClass().containsKey("three"), "nothing of it was seen");
    }

    @Test
    void whatIsSaidOfNoClassIsWrongAndWhatIsOfNoClassCountsAgainstWhatIsSaid() {
        figures.update("one", ANSWERS, new long[] {1, 1, 0, 0}, new long[] {1, 9, 1, 0});
        assertEquals(1.0 / 3, figures.report().perClass().get("one/a").get("IoU"), 1e-12);
    }

    @Test
    void theBestConstantAnswerMayBeAnotherInEachCollage() {
        figures.update("one", ANSWERS, new long[] {1, 1, 1, 2}, new long[] {0, 0, 0, 0});
        figures.update("one", ANSWERS, new long[] {2, 2, 2, 1}, new long[] {0, 0, 0, 0});
        MetricReport report = figures.report();
        assertEquals(0, report.values().get("meanIoU"));
        // In each collage 3 of 4 are right: each class has 3 right of 3 + 1 missed + 1 too many.
        assertEquals(0.6, report.values().get("constantMeanIoU"), 1e-12);
    }

    @Test
    void aConstantAnswerForTheDatasetIsTheMostFrequentClass() {
        ClassCounts counts = new ClassCounts(2);
        counts.add(0, 1, 6);
        counts.add(1, 1, 3);
        counts.add(-1, 0, 1);
        assertEquals(6.0 / 10, counts.constant().iou(0), 1e-12);
        assertEquals(0, counts.constant().iou(1), 1e-12);
        assertEquals(0.3, counts.constant().meanIou(), 1e-12);
    }

    @Test
    void coloursThatAreOneLessStillStandForTheirClass() {
        CollageClasses classes = new CollageClasses("one", 0, Map.of(0, 0xffffff, 1, 0xff80ff));
        CollageAnswers answers = CollageAnswers.of(Map.of(0, 0, 4, 0xfefefe, 5, 0xff80fe, 6, 0xaa80ff), classes);
        assertEquals(0, answers.of(4));
        assertEquals(1, answers.of(5));
        assertEquals(CollageAnswers.NONE, answers.of(6));
        assertEquals(CollageAnswers.NONE, answers.of(0));
        assertEquals(CollageAnswers.NONE, answers.of(7));
    }
}
