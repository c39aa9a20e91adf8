// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.shell.internal.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgressPrinterTest {

    private final StringWriter out = new StringWriter();
    private long now;

    @Test
    void withoutATerminalAPlainLineComesEveryTenSecondsOrFivePercent() {
        ProgressPrinter progress = printer(false, 80, true);
        progress.begin("train", 1000);
        for (int step = 1; step <= 40; step++) {
            now += 500_000_000L;
            progress.update(step, Map.of("loss", 0.5));
        }
        progress.update(90, Map.of("loss", 0.25));
        now += 1_000_000_000L;
        progress.update(91, Map.of("loss", 0.25));
        progress.end();

        List<String> lines = out.toString().lines().toList();
        assertEquals(4, lines.size(), out.toString());
        assertEquals("train  2 %  20/1000  2.00/s  ETA 8:10  loss 0.5000", lines.get(0));
        assertTrue(lines.get(1).startsWith("train  4 %  40/1000"), lines.get(1));
        assertTrue(lines.get(2).startsWith("train  9 %  91/1000"), lines.get(2));
        assertEquals("train  91 of 1000 in 0:21  loss 0.2500", lines.get(3));
        assertFalse(out.toString().contains("\r") || out.toString().contains("\u001b"));
    }

    @Test
    void aFastStageWithoutATerminalIsOneLine() {
        ProgressPrinter progress = printer(false, 80, true);
        progress.begin("read", 100);
        for (int i = 1; i <= 100; i++) {
            now += 1_000_000L;
            progress.update(i, Map.of());
        }
        progress.end();

        assertEquals(List.of("read  100 in 0:00"), out.toString().lines().toList());
    }

    @Test
    void onATerminalOneLineIsDrawnAgainAndNeverWiderThanIt() {
        for (int width : new int[] {20, 40, 60, 80, 200}) {
            out.getBuffer().setLength(0);
            ProgressPrinter progress = printer(true, width, true);
            Map<String, Double> figures = new LinkedHashMap<>();
            figures.put("loss", 0.123456);
            figures.put("validation mean IoU", 0.87654);
            figures.put("rate", 2e-4);
            progress.begin("train", 12_345_678);
            for (int i = 1; i <= 50; i++) {
                now += 200_000_000L;
                progress.update(i * 100_000L, figures);
            }
            assertFalse(out.toString().contains("\n"));
            for (String drawn : drawn()) {
                assertTrue(drawn.length() < width, width + ": " + drawn);
            }
        }
    }

    @Test
    void theBarShowsShareRateTimeLeftAndFigures() {
        ProgressPrinter progress = printer(true, 100, true);
        progress.begin("train", 200);
        for (int i = 0; i <= 50; i++) {
            progress.update(i, Map.of("loss", 0.5));
            now += 250_000_000L;
        }
        assertEquals(
                "train  " + "━".repeat(7) + "┄".repeat(23) + "   25 %  50/200  4.00/s  ETA 0:38  loss 0.5000", last());
    }

    @Test
    void aTerminalWithoutUnicodeGetsAnAsciiBar() {
        ProgressPrinter progress = printer(true, 60, false);
        progress.begin("map", 2);
        now += 1_000_000_000L;
        progress.update(1, Map.of());

        assertEquals("map  [##############..............]   50 %  1/2", last());
        assertTrue(out.toString().chars().allMatch(c -> c < 128));
    }

    @Test
    void drawingIsLimitedToTenTimesASecond() {
        ProgressPrinter progress = printer(true, 80, true);
        progress.begin("train", 100_000);
        for (int i = 1; i <= 10_000; i++) {
            now += 100_000L;
            progress.update(i, Map.of());
        }
        assertTrue(drawn().size() <= 12, drawn().size() + " times in a second");
    }

    @Test
    void aResumedStageDoesNotCountOldWorkInItsRate() {
        ProgressPrinter progress = printer(true, 100, true);
        progress.begin("train", 1000);
        now += 1_000_000_000L;
        progress.update(900, Map.of());
        now += 1_000_000_000L;
        progress.update(901, Map.of());

        assertTrue(last().contains("1.00/s  ETA 1:39"), last());
    }

    @Test
    void anInnerStageIsShownAndThenTheOuterAgain() {
        ProgressPrinter progress = printer(true, 80, true);
        progress.begin("train", 10);
        progress.update(5, Map.of());
        progress.begin("validate", 4);
        assertTrue(last().startsWith("validate"), last());
        progress.update(4, Map.of());
        progress.end();
        assertTrue(out.toString().contains("validate  4 in 0:00\n"), out.toString());
        assertTrue(last().startsWith("train"), last());
        progress.end();
        progress.end();
        assertTrue(out.toString().endsWith("train  5 of 10 in 0:00\n"), out.toString());
    }

    @Test
    void aNoteStaysAboveTheBar() {
        ProgressPrinter progress = printer(true, 80, true);
        progress.begin("train", 10);
        progress.note("a label was cropped");

        assertTrue(out.toString().contains("\u001b[K\ra label was cropped\n"), out.toString());
        assertTrue(last().startsWith("train"));
    }

    @Test
    void anUnknownTotalShowsNoShare() {
        ProgressPrinter progress = printer(true, 80, true);
        progress.begin("scan", 0);
        now += 1_000_000_000L;
        progress.update(10, Map.of());
        now += 1_000_000_000L;
        progress.update(30, Map.of());

        assertEquals("scan  30  20.0/s", last());
    }

    @Test
    void slowWorkIsGivenInSecondsEachAndLongWorkInHours() {
        ProgressPrinter progress = printer(true, 100, true);
        progress.begin("map", 300);
        progress.update(1, Map.of());
        now += 40_000_000_000L;
        progress.update(2, Map.of());

        assertTrue(last().contains("40 s each  ETA 3:18:40"), last());
    }

    private ProgressPrinter printer(boolean interactive, int width, boolean unicode) {
        Terminal terminal =
                new Terminal(new PrintWriter(out), new PrintWriter(new StringWriter()), interactive, width, unicode);
        return new ProgressPrinter(terminal, () -> now, () -> false);
    }

    /** What was drawn over and over in the current line. */
    private List<String> drawn() {
        return Arrays.stream(out.toString().split("\r\u001b\\[K"))
                .filter(s -> !s.isBlank())
                .map(s -> s.endsWith("\r") ? s.substring(0, s.length() - 1) : s)
                .toList();
    }

    private String last() {
        List<String> all = drawn();
        return all.get(all.size() - 1);
    }
}
