// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.shell.internal.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TerminalProbeTest {

    @Test
    void aDumbOrUnknownTerminalCannotBeDrawnOn() {
        assertTrue(TerminalProbe.movesCursor(Map.of("TERM", "xterm-256color")));
        assertFalse(TerminalProbe.movesCursor(Map.of("TERM", "dumb")));
        assertFalse(TerminalProbe.movesCursor(Map.of()));
    }

    @Test
    void theWidthComesFromColumnsOrFromStty() {
        assertEquals(Optional.of(132), TerminalProbe.width(Map.of("COLUMNS", "132")));
        assertEquals(Optional.empty(), TerminalProbe.width(Map.of("COLUMNS", "wide")));
        assertEquals(Optional.empty(), TerminalProbe.width(Map.of("COLUMNS", "0")));
        assertEquals(Optional.of(120), TerminalProbe.columns("40 120\n"));
        assertEquals(Optional.empty(), TerminalProbe.columns("0 0\n"));
    }
}
