// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.data.commands;

import io.skysense.api.progress.Progress;
import io.skysense.checkpoint.FileDigest;
import io.skysense.dataset.kit.list.DataPaths;
import io.skysense.dataset.kit.list.ListRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Looks for files that stand in several entries: images that entries are called by, and labels. */
final class ListCheck {

    private final Findings findings;
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, String> contents = new HashMap<>();

    ListCheck(Findings findings) {
        this.findings = findings;
    }

    /** Compares the names in a list with each other and with those of the lists before. */
    void names(String split, List<ListRecord> entries) {
        for (int i = 0; i < entries.size(); i++) {
            int index = i;
            files(entries.get(i)).distinct().forEach(file -> same(names, file, file, split, index));
        }
    }

    /**
     * Compares the content of the images that entries are called by. Whole files are read.
     *
     * @param folder of the dataset
     */
    void contents(String split, List<ListRecord> entries, Path folder, int threads, Progress progress)
            throws IOException {
        DataPaths paths = new DataPaths(folder);
        String[] digests = new String[entries.size()];
        EntryScan.run("digests of " + split, entries.size(), threads, progress, ArrayList<Void>::new, (i, none) -> {
            String name = entries.get(i).name();
            // What is in an archive or at an address, or is missing, is no file here.
            if (!name.contains("://")) {
                Path file = paths.resolve(name);
                digests[i] = Files.isRegularFile(file) ? FileDigest.of(file, Progress.NONE) : null;
            }
        });
        for (int i = 0; i < digests.length; i++) {
            if (digests[i] != null) {
                same(contents, digests[i], "the content of " + entries.get(i).name(), split, i);
            }
        }
    }

    private static Stream<String> files(ListRecord entry) {
        return Stream.concat(Stream.of(entry.name()), entry.target().stream());
    }

    private void same(Map<String, String> seen, String key, String what, String split, int index) {
        String before = seen.putIfAbsent(key, split + " " + index);
        if (before != null) {
            boolean other = !before.startsWith(split + " ");
            findings.add(
                    other ? Finding.OVERLAP : Finding.DUPLICATE,
                    what + " in " + before + " and " + split + " " + index);
        }
    }
}
