// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skysense.report.Series.Point;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class ChartTest {

    @Test
    void pointsOfACurveLieWhereTheAxesSay() {
        List<Point> points = List.of(new Point(0, 0), new Point(50, 0.5), new Point(100, 1));
        LineChart chart = new LineChart("t", "step", "y", false, List.of(new Series("s", points, false)));

        List<Element> dots = Xml.elements(Xml.parse(chart.document()), "circle");

        assertEquals(
                List.of("54", "279", "504"),
                dots.stream().map(d -> d.getAttribute("cx")).toList());
        assertEquals(
                List.of("248", "142", "36"),
                dots.stream().map(d -> d.getAttribute("cy")).toList());
        assertEquals("s 0.5000 at step 50.00", dots.get(1).getTextContent());
    }

    @Test
    void aLogarithmicAxisGivesEqualRatiosEqualLengths() {
        Axis axis = Axis.over(new double[] {0.01, 1, -5, 0}, 0, 300, true);

        assertEquals(axis.at(0.1) - axis.at(0.01), axis.at(1) - axis.at(0.1), 1e-9);
        assertEquals(List.of(0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0), round(axis.ticks(5)));
    }

    @Test
    void ticksAreRoundNumbersThatHoldTheData() {
        Axis axis = Axis.over(new double[] {0.13, 0.88}, 0, 100, false);

        assertEquals(List.of(0.0, 0.2, 0.4, 0.6, 0.8, 1.0), round(axis.ticks(5)));
    }

    @Test
    void aConstantAnEmptyAndANotFiniteCurveAreDrawn() {
        List<Point> flat = List.of(new Point(3, 2));
        List<Point> broken = List.of(new Point(1, Double.NaN), new Point(2, Double.POSITIVE_INFINITY));
        for (List<Point> points : List.of(flat, List.<Point>of(), broken)) {
            for (boolean log : new boolean[] {false, true}) {
                LineChart chart = new LineChart("t", "x", "y", log, List.of(new Series("s", points, true)));
                assertFalse(chart.document().contains("NaN"), chart.document());
                assertFalse(chart.document().contains("∞"), chart.document());
                Xml.parse(chart.document());
            }
        }
    }

    @Test
    void aLongLegendTakesMoreRowsAndStaysInside() {
        List<Series> series = java.util.stream.IntStream.range(0, 6)
                .mapToObj(i -> new Series("accuracy over images " + i, List.of(new Point(1, i)), false))
                .toList();
        Document svg = Xml.parse(new LineChart("t", "x", "y", false, series).document());

        List<Element> entries = Xml.elements(svg, "text").stream()
                .filter(t -> t.getAttribute("class").equals("sk-legend"))
                .toList();
        double lowest = 0;
        for (Element entry : entries) {
            double end = Double.parseDouble(entry.getAttribute("x"))
                    + 6 * entry.getTextContent().length();
            assertTrue(end < 520, entry.getTextContent() + " ends at " + end);
            lowest = Math.max(lowest, Double.parseDouble(entry.getAttribute("y")));
        }
        double highest = Xml.elements(svg, "circle").stream()
                .mapToDouble(c -> Double.parseDouble(c.getAttribute("cy")))
                .min()
                .orElseThrow();
        assertEquals(6, entries.size());
        assertTrue(lowest < highest, "the legend lies on the plot");
    }

    @Test
    void aGapInTheDataBreaksTheLine() {
        List<Point> points = List.of(new Point(0, 0), new Point(1, Double.NaN), new Point(2, 1));
        LineChart chart = new LineChart("t", "x", "y", false, List.of(new Series("s", points, false)));

        String path = Xml.elements(Xml.parse(chart.document()), "path").get(0).getAttribute("d");

        assertEquals("M0 0M54 248M504 36", path);
    }

    @Test
    void aLongRunIsThinnedAndItsMeanKept() {
        List<Point> points = java.util.stream.IntStream.range(0, 10_000)
                .mapToObj(i -> new Point(i, i % 2))
                .toList();

        List<Point> thin = new Series("s", points, false).thinned(500);

        assertEquals(500, thin.size());
        assertTrue(thin.stream().allMatch(p -> p.y() == 0.5));
        assertTrue(Example.loss(false).document().length() < 30_000);
    }

    @Test
    void theMovingAverageOfAConstantIsThatConstantFromTheStart() {
        List<Point> points = java.util.stream.IntStream.range(0, 100)
                .mapToObj(i -> new Point(i, 4))
                .toList();

        assertTrue(Series.averaged(points).stream().allMatch(p -> Math.abs(p.y() - 4) < 1e-12));
    }

    @Test
    void theConfusionMatrixShowsSharesOfEachTrueClass() {
        ConfusionChart chart =
                new ConfusionChart("m", List.of("a", "b"), List.of(List.of(3L, 1L), List.of(0L, 20_000L)));

        Document svg = Xml.parse(chart.document());

        assertTrue(Xml.texts(svg, "text").containsAll(List.of("75.0 %", "25.0 %", "0.0 %", "100.0 %", "20.0 k")));
        assertTrue(Xml.texts(svg, "title").contains("a predicted as b: 1 pixels, 25.0 % of the class"));
    }

    @Test
    void aConfusionMatrixThatIsNotSquareIsRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new ConfusionChart("m", List.of("a", "b"), List.of(List.of(1L, 2L))));
    }

    @Test
    void aLargeConfusionMatrixIsStillWellFormed() {
        List<String> names = java.util.stream.IntStream.range(0, 40)
                .mapToObj(i -> "a class with quite a long name " + i)
                .toList();
        List<List<Long>> zeros =
                names.stream().map(n -> names.stream().map(x -> 0L).toList()).toList();

        assertEquals(
                1600,
                Xml.elements(Xml.parse(new ConfusionChart("m", names, zeros).document()), "rect")
                                .size()
                        - 1);
    }

    @Test
    void barsAreAsLongAsTheirValues() {
        ClassBars bars = new ClassBars(
                "b", List.of("IoU"), List.of("a", "b"), Map.of("a", Map.of("IoU", 0.5), "b", Map.of("IoU", 1.0)));

        List<Double> lengths = Xml.elements(Xml.parse(bars.inline()), "rect").stream()
                .filter(r -> !r.getTextContent().isEmpty())
                .map(r -> Double.valueOf(r.getAttribute("width")))
                .toList();

        assertEquals(lengths.get(1), 2 * lengths.get(0), 0.02);
    }

    @Test
    void missingFiguresAreMarkedAndNotDrawn() {
        ClassBars bars = new ClassBars("b", List.of("IoU"), List.of("a"), Map.of());

        assertTrue(Xml.texts(Xml.parse(bars.inline()), "text").contains("n/a"));
    }

    @Test
    void ticksAreWrittenShort() {
        assertEquals("0.2", Markup.tick(0.2));
        assertEquals("1500", Markup.tick(1500));
        assertEquals("3e-4", Markup.tick(3e-4));
        assertEquals("2.5e6", Markup.tick(2.5e6));
        assertEquals("0", Markup.tick(0));
    }

    @Test
    void namesAreEscaped() {
        String evil = "</svg><script>alert('x')</script>&\u0001";
        List<Chart> charts = List.of(
                new LineChart(evil, evil, evil, false, List.of(new Series(evil, List.of(new Point(1, 1)), false))),
                new ConfusionChart(evil, List.of(evil), List.of(List.of(1L))),
                new ClassBars(evil, List.of(evil), List.of(evil), Map.of()));
        for (Chart chart : charts) {
            assertTrue(Xml.elements(Xml.parse(chart.document()), "script").isEmpty());
        }
    }

    private static List<Double> round(List<Double> values) {
        return values.stream().map(v -> Math.round(v * 1e9) / 1e9).toList();
    }
}
