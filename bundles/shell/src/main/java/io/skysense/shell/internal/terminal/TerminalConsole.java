// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.shell.internal.terminal;

import io.skysense.api.progress.Progress;
import io.skysense.shell.Console;
import java.util.List;

/** The console of one call of a command. */
public final class TerminalConsole implements Console, AutoCloseable {

    private final Terminal terminal;
    private Interrupts interrupts;
    private ProgressPrinter progress;

    /**
     * A console.
     *
     * @param terminal what it writes to
     */
    public TerminalConsole(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public synchronized void print(String line) {
        if (progress != null) {
            progress.note(line);
        } else {
            terminal.line(line);
        }
    }

    @Override
    public void table(List<String> header, List<List<String>> rows) {
        TextTable.lines(header, rows).forEach(this::print);
    }

    @Override
    public synchronized Progress progress() {
        if (progress == null) {
            interrupts = Interrupts.listen(this::stopping);
            Interrupts asked = interrupts;
            progress = new ProgressPrinter(terminal, System::nanoTime, asked::asked);
        }
        return progress;
    }

    @Override
    public synchronized void close() {
        if (progress != null) {
            progress.close();
            interrupts.close();
        }
    }

    private void stopping() {
        // Not through the printer: the signal may come while it is locked by work that never ends.
        terminal.err().println();
        terminal.err().println("skysense: stopping at the next safe point; Ctrl-C again kills");
    }
}
