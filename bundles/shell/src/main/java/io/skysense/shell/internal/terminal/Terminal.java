// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.shell.internal.terminal;

import java.io.PrintWriter;

/**
 * What output goes to.
 *
 * @param out results and progress
 * @param err errors
 * @param interactive whether a person watches and a line can be drawn again
 * @param width columns
 * @param unicode whether it shows more than ASCII
 */
public record Terminal(PrintWriter out, PrintWriter err, boolean interactive, int width, boolean unicode) {

    private static final String CLEAR_LINE = "\r\u001b[K";

    /** Replaces the line the cursor is in; it ends at the line's start, so that a log line overwrites the text. */
    void redraw(String text) {
        out.print(CLEAR_LINE + text + "\r");
        out.flush();
    }

    /** Empties the line the cursor is in. */
    void clear() {
        redraw("");
    }

    /** Prints a line. */
    public void line(String text) {
        out.println(text);
        out.flush();
    }
}
