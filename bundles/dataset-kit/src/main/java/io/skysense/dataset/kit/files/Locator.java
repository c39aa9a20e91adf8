// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.files;

import io.skysense.api.data.DatasetException;
import io.skysense.api.data.DatasetOptions;
import io.skysense.dataset.kit.list.DataPaths;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Finds the files that list entries name: below the data folder, in zip archives there, or at an address. */
final class Locator {

    private static final String ARCHIVE = ".zip";

    private final DataPaths paths;
    private final boolean remote;

    Locator(DatasetOptions options) {
        this.paths = new DataPaths(options.root());
        this.remote = options.remote();
    }

    /**
     * Finds a file.
     *
     * @param name as it stands in a list: relative to the data folder, where a part that is a file ending with
     *     {@code .zip} is looked into; or an http or https address
     * @return where it is, or would be if it is missing
     * @throws DatasetException if it is outside of the data folder, or an address that must not be fetched
     */
    DataFile find(String name) throws DatasetException {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.startsWith("http://") || lower.startsWith("https://")) {
            return address(name);
        }
        Path path = paths.resolve(name);
        if (!Files.exists(path)) {
            for (Path above = path.getParent();
                    above != null && above.startsWith(paths.root());
                    above = above.getParent()) {
                if (above.toString().toLowerCase(Locale.ROOT).endsWith(ARCHIVE) && Files.isRegularFile(above)) {
                    return DataFile.inArchive(above, above.relativize(path));
                }
            }
        }
        return DataFile.of(path);
    }

    private DataFile address(String name) throws DatasetException {
        if (!remote) {
            throw new DatasetException(
                    name + ": an address; nothing is fetched from the network unless data.remote is true");
        }
        try {
            if (URI.create(name).getHost() == null) {
                throw new DatasetException(name + ": an address without a host");
            }
        } catch (IllegalArgumentException e) {
            throw new DatasetException(name.replaceAll("\\p{Cntrl}", "?") + ": not an address", e);
        }
        return DataFile.remote(name);
    }
}
