// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.data.commands;

import io.skysense.api.data.DatasetTable;
import io.skysense.shell.UsageException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What the commands that go through a copy of a dataset take. */
final class CopyOptions {

    private static final int MOST_THREADS = 256;

    @Parameters(index = "0", paramLabel = "DATASET", description = "Its name, as 'data list' prints it.")
    private String name;

    @Parameters(index = "1", paramLabel = "DIR", description = "The dataset's folder, or the one above it.")
    private Path folder;

    @Option(
            names = "--split",
            paramLabel = "SPLIT",
            split = ",",
            description = "Only this split. May be given several times. Default: all of the dataset.")
    private List<String> splits = List.of();

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Files that are read at a time. Default: one a processor.")
    private int threads = Runtime.getRuntime().availableProcessors();

    /** {@return the dataset} */
    String name() {
        return name;
    }

    /** {@return where the copy is} */
    Path folder() {
        return folder;
    }

    /** {@return the dataset's own folder: DIR, or the folder in it that is called as the dataset} */
    Path ownFolder() {
        Path below = folder.resolve(name);
        return java.nio.file.Files.isDirectory(below) ? below : folder;
    }

    /** {@return whether the splits were named} */
    boolean chosen() {
        return !splits.isEmpty();
    }

    /**
     * The splits to go through.
     *
     * @param table of the dataset
     * @return those that were named, else all
     * @throws UsageException if the dataset has no such split
     */
    List<String> splits(DatasetTable table) throws UsageException {
        for (String split : splits) {
            if (!table.splits().contains(split)) {
                throw new UsageException(
                        "--split " + split + ": " + table.name() + " has " + String.join(", ", table.splits()));
            }
        }
        return splits.isEmpty() ? table.splits() : splits.stream().distinct().toList();
    }

    /**
     * How many files are read at a time.
     *
     * @return at least 1
     * @throws UsageException if it is out of range
     */
    int threads() throws UsageException {
        if (threads < 1 || threads > MOST_THREADS) {
            throw new UsageException("--threads " + threads + ": 1 to " + MOST_THREADS);
        }
        return threads;
    }
}
