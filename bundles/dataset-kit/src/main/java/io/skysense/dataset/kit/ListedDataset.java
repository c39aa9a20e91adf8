// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit;

import io.skysense.api.data.Dataset;
import io.skysense.api.data.DatasetException;
import io.skysense.api.data.DatasetOptions;
import io.skysense.api.data.DatasetTable;
import io.skysense.api.data.Sample;
import io.skysense.dataset.kit.list.DataPaths;
import io.skysense.dataset.kit.list.ListFile;
import io.skysense.dataset.kit.list.ListRecord;
import io.skysense.raster.RasterException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A dataset read from list files, as its table describes it: every image has the table's bands, labels hold the
 * table's values.
 *
 * <ul>
 *   <li>A list of files is a series, one file a date; dates are the yyyyMMdd in the file names, if all have one.
 *   <li>NaN, infinite and no-data pixels of an image become the mean of the other pixels of that band; NaN and
 *       infinity are warned of, once a file. (The reference puts 0, which in dB is a strong echo.)
 *   <li>A label value becomes its class index; one that the table does not know is refused.
 *   <li>Where label and image differ in size, {@link DatasetOptions#sizeMismatch} decides; it is warned of, once a
 *       sample.
 * </ul>
 *
 * <p>Files are opened, read and closed by each call: any number of threads may read.
 */
public final class ListedDataset implements Dataset {

    private final DatasetTable table;
    private final DatasetOptions options;
    private final DataPaths paths;
    private final SampleFiles files;
    private final Map<String, ListFile> lists = new HashMap<>();
    private volatile boolean closed;

    private ListedDataset(DatasetTable table, DatasetOptions options) {
        this.table = table;
        this.options = options;
        this.paths = new DataPaths(options.root());
        this.files = new SampleFiles(table, options, paths, new Warnings(table.name()));
    }

    /**
     * Opens a dataset. List files are read when their split is first asked for.
     *
     * @param table what it is
     * @param options where it is: its own folder or the one above it
     * @return the dataset
     * @throws DatasetException if the folder or a list file of the options is missing
     */
    public static ListedDataset open(DatasetTable table, DatasetOptions options) throws DatasetException {
        if (!Files.isDirectory(options.root())) {
            throw new DatasetException(
                    options.root() + (Files.exists(options.root()) ? ": not a folder" : ": no such folder"));
        }
        for (Path list : options.lists().values()) {
            if (!Files.isRegularFile(list)) {
                throw new DatasetException(list + ": no such list file");
            }
        }
        return new ListedDataset(table, options);
    }

    @Override
    public DatasetTable table() {
        return table;
    }

    @Override
    public int size(String split) throws IOException {
        return list(split).records().size();
    }

    @Override
    public Optional<Sample> read(String split, int index) throws IOException {
        ListFile list = list(split);
        ListRecord entry = list.records().get(index);
        String place = list.file() + ": entry " + index + ": ";
        try {
            return files.read(entry, place);
        } catch (DatasetException | RasterException e) {
            throw new DatasetException(place + e.getMessage(), e);
        }
    }

    private synchronized ListFile list(String split) throws IOException {
        if (closed) {
            throw new IllegalStateException(table.name() + ": the dataset is closed");
        }
        ListFile known = lists.get(split);
        if (known == null) {
            Path file = options.lists().get(split);
            if (file == null) {
                file = new DatasetFolder(options.root()).list(table.name(), split);
            }
            known = ListFile.read(file);
            if (known.records().isEmpty()) {
                throw new DatasetException(file + ": the list has no entries");
            }
            checkTypes(known);
            lists.put(split, known);
        }
        return known;
    }

    private void checkTypes(ListFile list) throws DatasetException {
        for (int i = 0; i < list.records().size(); i++) {
            String type = list.records().get(i).type();
            if (!type.isEmpty() && !type.equals(table.name())) {
                throw new DatasetException(list.file() + ": entry " + i + ": its type is " + type
                        + ", and this is the reader of " + table.name());
            }
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
