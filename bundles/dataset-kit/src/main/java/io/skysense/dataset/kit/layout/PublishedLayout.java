// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.layout;

import io.skysense.api.data.DatasetException;
import io.skysense.api.data.Modality;
import io.skysense.dataset.kit.list.ListRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds the files of a dataset in the layout that it is published in, by {@link FileLayout#layout}.
 *
 * @param layout its patterns
 * @param type the {@code type} of the entries
 */
public record PublishedLayout(FileLayout layout, String type) {

    private static final String KEY = "key";
    private static final String LABEL = "label";
    private static final int MOST_FOLDERS_DEEP = 16;

    /**
     * Finds the entries of a split.
     *
     * @param folder the dataset's own folder
     * @param split the split
     * @return one entry a key, in the order of the keys; a key without a label is no entry
     * @throws DatasetException if there is no pattern for the split, or a key has several labels or HR images
     * @throws IOException if the folder cannot be read
     */
    public List<ListRecord> index(Path folder, String split) throws IOException {
        Map<String, String> patterns = layout.layout().get(split);
        if (patterns == null) {
            throw new DatasetException(type + ": no published folder layout is known for the split " + split);
        }
        Map<String, Map<String, List<String>>> byKey = new TreeMap<>();
        Map<String, Pattern> compiled = new TreeMap<>();
        patterns.forEach((part, text) -> compiled.put(part, Pattern.compile(text)));
        for (String file : files(folder)) {
            compiled.forEach((part, pattern) -> {
                Matcher matcher = pattern.matcher(file);
                if (matcher.matches()) {
                    byKey.computeIfAbsent(matcher.group(KEY), k -> new TreeMap<>())
                            .computeIfAbsent(part, p -> new ArrayList<>())
                            .add(folder.toAbsolutePath().normalize().getFileName() + "/" + file);
                }
            });
        }
        List<ListRecord> entries = new ArrayList<>();
        for (Map.Entry<String, Map<String, List<String>>> one : byKey.entrySet()) {
            entry(one.getKey(), one.getValue()).ifPresent(entries::add);
        }
        return List.copyOf(entries);
    }

    private Optional<ListRecord> entry(String key, Map<String, List<String>> files) throws DatasetException {
        Optional<String> label = only(key, LABEL, files);
        Optional<String> hr = only(key, Modality.HR.key(), files);
        List<String> s2 = files.getOrDefault(Modality.S2.key(), List.of());
        List<String> s1 = files.getOrDefault(Modality.S1.key(), List.of());
        if (label.isEmpty() || hr.isEmpty() && s2.isEmpty() && s1.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ListRecord(hr, s2, s1, label, type, List.of(), List.of(), List.of()));
    }

    private static Optional<String> only(String key, String part, Map<String, List<String>> files)
            throws DatasetException {
        List<String> found = files.getOrDefault(part, List.of());
        if (found.size() > 1) {
            throw new DatasetException(found.get(1) + ": a second " + part + " of " + key + ", beside " + found.get(0));
        }
        return found.stream().findFirst();
    }

    /** {@return the files below a folder, sorted, with slashes between folders} */
    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder, MOST_FOLDERS_DEEP)) {
            return all.filter(Files::isRegularFile)
                    .map(f -> folder.relativize(f).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        } catch (java.io.UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
