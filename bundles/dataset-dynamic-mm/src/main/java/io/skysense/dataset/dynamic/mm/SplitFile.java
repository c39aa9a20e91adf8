// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.dynamic.mm;

import io.skysense.api.data.DatasetException;
import io.skysense.dataset.kit.list.ListRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A split file of the authors: a line a month, of the folder of daily images, the label, and the month as yyyy-MM. The
 * image of the first day stands for the month.
 */
final class SplitFile {

    private static final List<String> FOLDERS = List.of("dynnet_training_splits", "split_info");

    private final Path folder;
    private final String type;

    /**
     * The split files of a copy.
     *
     * @param folder the dataset's own
     * @param type of the records
     */
    SplitFile(Path folder, String type) {
        this.folder = folder.toAbsolutePath().normalize();
        this.type = type;
    }

    /**
     * Reads the file of a split.
     *
     * @param split the split
     * @return one record a line
     * @throws DatasetException if the file is missing, or a line names files that are; names the line
     * @throws IOException if it cannot be read
     */
    List<ListRecord> records(String split) throws IOException {
        Path file = FOLDERS.stream()
                .map(f -> folder.resolve(f).resolve(split + ".txt"))
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() -> new DatasetException(
                        folder.resolve(FOLDERS.get(0)).resolve(split + ".txt") + ": no such split file"));
        List<ListRecord> records = new ArrayList<>();
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                records.add(record(lines.get(i).strip().split("\\s+"), file + ": line " + (i + 1) + ": "));
            }
        }
        return records;
    }

    private ListRecord record(String[] words, String place) throws DatasetException {
        if (words.length != 3 || !words[2].matches("\\d{4}-\\d{2}")) {
            throw new DatasetException(place + "image folder, label and month yyyy-MM are expected");
        }
        String image = existing(words[0] + "/" + words[2] + "-01.tif", place);
        String label = existing(words[1], place);
        // The folder above PF-SR is called as the cube.
        Path daily = Path.of(image).getParent();
        Path cube = daily.endsWith("PF-SR") ? daily.getParent().getFileName() : daily.getFileName();
        String composite = "sentinel2/" + cube + "/" + cube + "_" + words[2].replace('-', '_') + ".tif";
        boolean seen = Files.isRegularFile(folder.resolve(composite));
        return new ListRecord(
                Optional.of(listed(image)),
                seen ? List.of(listed(composite)) : List.of(),
                List.of(),
                Optional.of(listed(label)),
                type,
                List.of(),
                List.of(),
                List.of());
    }

    private String listed(String path) {
        return folder.getFileName() + "/" + path;
    }

    /** Planet images are in {@code planet/}, or where its archives were unpacked beside the labels. */
    private String existing(String path, String place) throws DatasetException {
        String relative = path.replaceAll("/+", "/").replaceFirst("^/", "");
        for (String candidate : List.of(relative, "planet/" + relative)) {
            Path found = folder.resolve(candidate).normalize();
            if (found.startsWith(folder) && Files.isRegularFile(found)) {
                return candidate;
            }
        }
        throw new DatasetException(place + folder.resolve(relative) + ": no such file");
    }
}
