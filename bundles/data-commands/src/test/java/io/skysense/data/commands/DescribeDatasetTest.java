// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.data.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skysense.shell.ShellCommand;
import java.util.List;
import org.junit.jupiter.api.Test;

class DescribeDatasetTest {

    private final Called called = new Called(List.of(new TinyReader()));

    @Test
    void theListHasALineADataset() throws Exception {
        assertEquals(ShellCommand.DONE, called.run("list"));
        assertTrue(called.out().contains("tiny | hr s1 | 3 | Tiny things | CC0"), called.out());
        assertTrue(called.out().endsWith("1 datasets"), called.out());
    }

    @Test
    void everythingOfTheTableIsPrinted() throws Exception {
        assertEquals(ShellCommand.DONE, called.run("info", "tiny"));
        for (String part : List.of(
                "tiny: Tiny things",
                "bundle.tiny 1.2.3",
                "CC0",
                "https://example.org",
                "Make it.",
                "train val; published folder layout known of train val",
                "s1 | VH | 10 | 1 | -10 | 5",
                // The list's order is road, lake, and then what is left.
                "1 | 1 | lake | #0000ff",
                "2 | 0 | road | #ff0000",
                "3 | 2 | unicorn | #ff00ff",
                "ignored values: 0",
                "note: There are no unicorns.")) {
            assertTrue(called.out().contains(part), part + " in\n" + called.out());
        }
    }

    @Test
    void aPatchShowsAColourOnlyWhereColoursAreShown() {
        assertEquals("", new Swatch(false).of(0x0080ff));
        assertEquals(" \u001b[48;2;0;128;255m    \u001b[0m", new Swatch(true).of(0x0080ff));
    }

    @Test
    void numbersAreShort() {
        assertEquals("884.297", Words.number(884.29673756));
        assertEquals("0.485", Words.number(0.485));
        assertEquals("10", Words.number(10));
        assertEquals("0", Words.number(0));
        assertEquals("12000000", Words.number(1.2e7));
        assertEquals("1.000e-05", Words.number(1e-5));
        assertEquals("n/a", Words.number(Double.NaN));
    }
}
