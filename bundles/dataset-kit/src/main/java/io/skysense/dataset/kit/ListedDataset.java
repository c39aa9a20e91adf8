// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit;

import io.skysense.api.data.BadFile;
import io.skysense.api.data.Dataset;
import io.skysense.api.data.DatasetException;
import io.skysense.api.data.DatasetOptions;
import io.skysense.api.data.DatasetTable;
import io.skysense.api.data.Sample;
import io.skysense.api.data.Scene;
import io.skysense.dataset.kit.files.SceneFiles;
import io.skysense.dataset.kit.files.Warnings;
import io.skysense.dataset.kit.files.WholeSample;
import io.skysense.dataset.kit.layout.FileLayout;
import io.skysense.dataset.kit.layout.SampleParts;
import io.skysense.dataset.kit.list.ListFile;
import io.skysense.dataset.kit.list.ListRecord;
import io.skysense.dataset.kit.list.ListedObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A dataset read from list files, as its table describes it: every image has the table's bands, labels hold the
 * table's values.
 *
 * <ul>
 *   <li>A list of files is a series, one file a date; dates are the yyyyMMdd in the file names, if all have one.
 *   <li>NaN, infinite and no-data pixels of an image become the mean of the other pixels of that band; NaN and
 *       infinity are warned of, once a file. (The reference puts 0, which in dB is a strong echo.)
 *   <li>A label value becomes its class index; one that the table does not know is refused.
 *   <li>A label whose pixels are squares of image pixels, a whole number of times in both directions, is brought to the
 *       image's grid.
 *   <li>Where label and image differ in size otherwise, {@link DatasetOptions#sizeMismatch} decides; it is warned of, once a
 *       sample.
 * </ul>
 *
 * <p>Files are opened, read and closed by each call: any number of threads may read.
 */
public final class ListedDataset implements Dataset {

    private final DatasetDefinition definition;
    private final DatasetOptions options;
    private final Warnings warnings;
    private final SceneFiles files;
    private final Map<String, ListFile> lists = new HashMap<>();
    private final List<Integer> listed;
    private final Set<String> leftOut = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    private ListedDataset(DatasetDefinition definition, DatasetOptions options, SampleParts parts) {
        this.definition = definition;
        this.options = options;
        this.warnings = new Warnings(table().name());
        this.files = new SceneFiles(table(), definition.files(), options, parts, warnings);
        this.listed = definition.listedClasses();
    }

    /**
     * Opens a dataset whose files need no description: one file a date, labels of one band.
     *
     * @param table what it is
     * @param options where it is: its own folder or the one above it
     * @return the dataset
     * @throws DatasetException if the folder or a list file of the options is missing
     */
    public static ListedDataset open(DatasetTable table, DatasetOptions options) throws DatasetException {
        return open(new DatasetDefinition(table, FileLayout.DEFAULTS), options);
    }

    /**
     * Opens a dataset. List files are read when their split is first asked for.
     *
     * @param definition what it is, and how its files hold it
     * @param options where it is: its own folder or the one above it
     * @return the dataset
     * @throws DatasetException if the folder or a list file of the options is missing
     */
    public static ListedDataset open(DatasetDefinition definition, DatasetOptions options) throws DatasetException {
        return open(definition, options, SampleParts.USUAL);
    }

    /**
     * Opens a dataset that holds some things in a way of its own. List files are read when their split is first asked
     * for.
     *
     * @param definition what it is, and how its files hold it
     * @param options where it is: its own folder or the one above it
     * @param parts what the definition cannot say
     * @return the dataset
     * @throws DatasetException if the folder or a list file of the options is missing
     */
    public static ListedDataset open(DatasetDefinition definition, DatasetOptions options, SampleParts parts)
            throws DatasetException {
        if (!Files.isDirectory(options.root())) {
            throw new DatasetException(
                    options.root() + (Files.exists(options.root()) ? ": not a folder" : ": no such folder"));
        }
        for (Path list : options.lists().values()) {
            if (!Files.isRegularFile(list)) {
                throw new DatasetException(list + ": no such list file");
            }
        }
        return new ListedDataset(definition, options, parts);
    }

    @Override
    public DatasetTable table() {
        return definition.table();
    }

    @Override
    public int size(String split) throws IOException {
        return list(split).records().size();
    }

    @Override
    public List<Integer> classes(String split, int index) throws IOException {
        return list(split).records().get(index).classes().stream()
                .map(listed::get)
                .toList();
    }

    @Override
    public Optional<Scene> scene(String split, int index) throws IOException {
        ListFile list = list(split);
        try {
            Optional<Scene> scene =
                    files.open(list.records().get(index), list.file() + ": entry " + index + ": ", listed);
            if (scene.isEmpty()) {
                leftOut.add(split + " " + index);
            }
            return scene;
        } catch (DatasetException e) {
            return leaveOut(split, index, e);
        }
    }

    @Override
    public Optional<Sample> read(String split, int index) throws IOException {
        Optional<Scene> opened = scene(split, index);
        if (opened.isEmpty()) {
            return Optional.empty();
        }
        try (Scene scene = opened.get()) {
            return Optional.of(WholeSample.of(scene));
        } catch (DatasetException e) {
            return leaveOut(split, index, e);
        }
    }

    private <T> Optional<T> leaveOut(String split, int index, DatasetException cause) throws DatasetException {
        if (options.badFile() == BadFile.FAIL) {
            throw cause;
        }
        warnings.once(cause.getMessage() + "; the sample is left out");
        leftOut.add(split + " " + index);
        return Optional.empty();
    }

    @Override
    public long leftOut() {
        return leftOut.size();
    }

    private synchronized ListFile list(String split) throws IOException {
        if (closed) {
            throw new IllegalStateException(table().name() + ": the dataset is closed");
        }
        ListFile known = lists.get(split);
        if (known == null) {
            Path file = options.lists().get(split);
            if (file == null) {
                file = new DatasetFolder(options.root()).list(table().name(), split, definition.files());
            }
            known = ListFile.read(file, definition.files().keys());
            if (known.records().isEmpty()) {
                throw new DatasetException(file + ": the list has no entries");
            }
            for (int i = 0; i < known.records().size(); i++) {
                check(known, i);
            }
            lists.put(split, known);
        }
        return known;
    }

    private void check(ListFile list, int index) throws DatasetException {
        ListRecord entry = list.records().get(index);
        String type = entry.type();
        if (!type.isEmpty()
                && !type.equals(table().name())
                && !definition.files().types().contains(type)) {
            throw new DatasetException(
                    list.place(index) + "its type is " + type + ", and this is the reader of " + table().name());
        }
        for (int number : entry.classes()) {
            checkClass(list, index, number);
        }
        for (ListedObject object : entry.objects().orElse(List.of())) {
            checkClass(list, index, object.number());
        }
    }

    private void checkClass(ListFile list, int index, int number) throws DatasetException {
        if (number < 0 || number >= listed.size()) {
            throw new DatasetException(list.place(index) + "class " + number + " of a table of " + listed.size()
                    + "; classes are numbered from 0");
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
