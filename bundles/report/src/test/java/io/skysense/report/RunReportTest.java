// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skysense.api.task.MetricReport;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class RunReportTest {

    private static final String EVIL = "<script>alert(\"x\")</script> & 'more'";

    @Test
    void thePageHoldsFiguresChartsSheetMapAndSettings() {
        Document page = Xml.parse(full(EVIL).html());

        assertTrue(Xml.texts(page, "b").containsAll(List.of("0.9412", "0.8123", "0.8967")));
        assertTrue(Xml.texts(page, "span").contains("overall accuracy"));
        assertEquals(4, Xml.elements(page, "svg").size());
        assertEquals(2 * 7 + 2, Xml.elements(page, "img").size());
        assertTrue(Xml.texts(page, "td").containsAll(List.of("forest", "built-up", "n/a")));
        assertTrue(Xml.texts(page, "pre").contains("{ \"lr\": 1e-3 }"));
        assertEquals(List.of("Map of a whole image", "Training", "Classes", "Samples", "Run"), Xml.texts(page, "h2"));
    }

    @Test
    void textOfOthersIsEscapedEverywhere() {
        Document page = Xml.parse(full(EVIL).html());

        assertTrue(Xml.elements(page, "script").isEmpty());
        assertEquals(EVIL, Xml.texts(page, "h1").get(0));
        assertTrue(Xml.texts(page, "td").contains("water <&\"'>"));
    }

    @Test
    void thePageAsksForNothingOutsideItself() {
        String html = full("run").html();

        for (Element image : Xml.elements(Xml.parse(html), "img")) {
            assertTrue(image.getAttribute("src").startsWith("data:image/png;base64,"));
            assertFalse(image.getAttribute("alt").isEmpty());
        }
        String outside = html.replace("http://www.w3.org/2000/svg", "");
        assertFalse(outside.contains("http:") || outside.contains("https:") || outside.contains("url("));
    }

    @Test
    void aRunWithoutChartsSheetAndMapStillHasAPage() {
        MetricReport bare = new MetricReport(Map.of("meanIoU", 0.5), Map.of(), List.of(), List.of());
        RunReport report = new RunReport(
                "run", "", bare, Example.CLASSES, List.of(), Optional.empty(), Optional.empty(), Map.of(), "");

        assertEquals(List.of("Run"), Xml.texts(Xml.parse(report.html()), "h2"));
    }

    @Test
    void figuresAreWrittenForPeople() {
        assertEquals("mean IoU", Figures.words("meanIoU"));
        assertEquals("boundary quality", Figures.words("boundaryQuality"));
        assertEquals("0.9500", Figures.value(0.95));
        assertEquals("2.00e-4", Figures.value(2e-4));
        assertEquals("1200", Figures.value(1200));
        assertEquals("4.56 M", Markup.count(4_560_000));
    }

    private static RunReport full(String title) {
        ContactSheet sheet = new ContactSheet(Example.TABLE, 2, 32);
        sheet.accept(Example.sample(EVIL, 1, 32));
        sheet.accept(Example.sample("b", 2, 32));
        Picture picture = Picture.plain(8, 8, 0x336699);
        return new RunReport(
                title,
                "subtitle",
                Example.figures(),
                Example.CLASSES,
                List.of(Example.loss(true), Example.loss(false)),
                Optional.of(sheet),
                Optional.of(new MapPreview("image.tif", picture, picture)),
                Map.of("JVM", "17"),
                "{ \"lr\": 1e-3 }");
    }
}
