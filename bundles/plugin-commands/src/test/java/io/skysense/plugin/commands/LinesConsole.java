// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.plugin.commands;

import io.skysense.api.progress.Progress;
import io.skysense.shell.Console;
import java.util.List;

/**
 * Keeps what commands print.
 *
 * @param lines what was printed; cells of tables are parted by bars
 */
record LinesConsole(List<String> lines) implements Console {

    @Override
    public void print(String line) {
        lines.add(line);
    }

    @Override
    public void table(List<String> header, List<List<String>> rows) {
        lines.add(String.join(" | ", header));
        rows.forEach(row -> lines.add(String.join(" | ", row)));
    }

    @Override
    public Progress progress() {
        return Progress.NONE;
    }
}
