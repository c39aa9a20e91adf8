// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.data.commands;

import io.skysense.api.data.DatasetReader;
import io.skysense.api.progress.Progress;
import io.skysense.dataset.kit.DatasetIndexer;
import io.skysense.shell.Console;
import io.skysense.shell.ShellCommand;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** Runs {@code data} commands over some readers, and keeps what they print. */
final class Called implements Console {

    private final Installed installed;
    private final List<DatasetIndexer> indexers = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();
    private Progress progress = Progress.NONE;

    Called(List<? extends DatasetReader> readers) {
        installed = new Installed(readers);
        readers.stream()
                .filter(DatasetIndexer.class::isInstance)
                .map(DatasetIndexer.class::cast)
                .forEach(indexers::add);
    }

    /** Is asked whether to go on. */
    Called watchedBy(Progress watcher) {
        progress = watcher;
        return this;
    }

    /** Runs a command; what it throws passes. Every lease is given back whatever happens. */
    int run(Object... words) throws Exception {
        lines.clear();
        CommandLine line = new CommandLine(new DataCommand(installed, indexers));
        String[] texts = new String[words.length];
        for (int i = 0; i < words.length; i++) {
            texts[i] = words[i].toString();
        }
        ParseResult parsed = line.parseArgs(texts);
        ShellCommand command = parsed.subcommand().commandSpec().commandLine().getCommand();
        try {
            return command.run(this);
        } finally {
            if (installed.leasesOut() != 0) {
                throw new AssertionError(installed.leasesOut() + " leases are still out");
            }
        }
    }

    String out() {
        return String.join("\n", lines);
    }

    @Override
    public void print(String text) {
        lines.add(text);
    }

    @Override
    public void table(List<String> header, List<List<String>> rows) {
        lines.add(String.join(" | ", header));
        rows.forEach(row -> lines.add(String.join(" | ", row)));
    }

    @Override
    public Progress progress() {
        return progress;
    }
}
