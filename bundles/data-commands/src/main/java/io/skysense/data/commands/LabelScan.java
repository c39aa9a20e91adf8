// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.data.commands;

import io.skysense.api.data.DatasetException;
import io.skysense.api.data.Scene;
import io.skysense.api.data.SizeMismatch;
import io.skysense.api.progress.Progress;
import io.skysense.dataset.kit.list.ListFile;
import io.skysense.dataset.kit.list.ListRecord;
import io.skysense.raster.RasterException;
import io.skysense.shell.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Looks which classes the labels of entries hold. The reader itself looks, whatever its labels are: it gets a list of
 * the entries that does not say their classes, from a temporary file.
 */
final class LabelScan {

    private final Readers readers;
    private final String name;
    private final Path folder;
    private final String split;
    private final Path list;

    /**
     * Class indices of each entry in its place, null where the label cannot be used; and what is wrong with those.
     *
     * @param classes by entry
     * @param faults a line each, in the order of the entries
     */
    record Result(List<List<Integer>> classes, List<String> faults) {}

    /**
     * A scan.
     *
     * @param readers lend the dataset's
     * @param name of the dataset
     * @param folder of the dataset
     * @param split the split
     * @param list what messages call the list
     */
    LabelScan(Readers readers, String name, Path folder, String split, Path list) {
        this.readers = readers;
        this.name = name;
        this.folder = folder;
        this.split = split;
        this.list = list;
    }

    Result run(List<ListRecord> entries, int threads, Progress progress) throws IOException, UsageException {
        Path temporary = Files.createTempFile("skysense-" + split, ".json");
        try {
            ListFile.write(temporary, entries);
            try (OpenedDataset opened =
                    OpenedDataset.of(readers.lease(name), folder, Map.of(split, temporary), SizeMismatch.CROP)) {
                return scan(opened, entries.size(), threads, progress, temporary);
            }
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private Result scan(OpenedDataset opened, int count, int threads, Progress progress, Path temporary)
            throws IOException {
        // Threads write places of their own, and its length never changes.
        List<List<Integer>> classes = new ArrayList<>(Collections.nCopies(count, null));
        String[] faults = new String[count];
        EntryScan.run(
                "labels of " + split,
                count,
                threads,
                progress,
                HashMap<List<Integer>, List<Integer>>::new,
                (i, known) -> {
                    try {
                        classes.set(i, known.computeIfAbsent(classesOf(opened, i), found -> found));
                    } catch (DatasetException | RasterException e) {
                        faults[i] = e.getMessage().replace(temporary.toString(), list.toString());
                    }
                });
        return new Result(
                classes, Arrays.stream(faults).filter(fault -> fault != null).toList());
    }

    private List<Integer> classesOf(OpenedDataset opened, int index) throws IOException {
        Scene opening = opened.data()
                .scene(split, index)
                .orElseThrow(() -> new DatasetException(list + ": entry " + index + ": left out by its reader"));
        try (Scene scene = opening) {
            return List.copyOf(scene.labelClasses());
        }
    }
}
