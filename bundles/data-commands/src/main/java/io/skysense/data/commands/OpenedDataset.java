// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.data.commands;

import io.skysense.api.data.BadFile;
import io.skysense.api.data.Dataset;
import io.skysense.api.data.DatasetOptions;
import io.skysense.api.data.DatasetReader;
import io.skysense.api.data.SizeMismatch;
import io.skysense.api.plugin.PluginLease;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/**
 * A copy of a dataset, together with the lease on its reader.
 *
 * @param reader the lease
 * @param data the copy
 */
record OpenedDataset(PluginLease<DatasetReader> reader, Dataset data) implements AutoCloseable {

    /**
     * Opens a copy. Files that cannot be read are errors.
     *
     * @param lease closed with the result, and if it cannot be opened
     * @param folder where the copy is
     * @param lists list files that do not lie in their usual place, by split
     * @param mismatch what to do when label and image differ in size
     * @return the copy, which the caller closes
     * @throws IOException if a folder or file is missing
     */
    static OpenedDataset of(
            PluginLease<DatasetReader> lease, Path folder, Map<String, Path> lists, SizeMismatch mismatch)
            throws IOException {
        try {
            DatasetOptions options = new DatasetOptions(folder, lists, Set.of(), mismatch, BadFile.FAIL, false);
            return new OpenedDataset(lease, lease.plugin().open(options));
        } catch (IOException | RuntimeException e) {
            lease.close();
            throw e;
        }
    }

    @Override
    public void close() {
        try {
            data.close();
        } finally {
            reader.close();
        }
    }
}
