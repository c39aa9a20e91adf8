// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.list;

import io.skysense.api.data.DatasetException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * Finds the files that list entries name. Entries begin with the dataset's folder ({@code amazon-rgb/images/x.tiff});
 * the data folder may be that folder or the one above it. No name leads out of the data folder; a link that
 * lies in it is followed, whoever made it.
 */
public final class DataPaths {

    private final Path root;

    /**
     * Paths below a data folder.
     *
     * @param root the dataset's folder or the one above it
     */
    public DataPaths(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    /** {@return the data folder, absolute} */
    public Path root() {
        return root;
    }

    /**
     * Finds the file of an entry.
     *
     * @param name a path as it stands in a list
     * @return where the file is, or would be if it is missing: {@code root/name}, else, if the name begins with the
     *     root's own folder name, {@code root/../name}
     * @throws DatasetException if the path is absolute, leaves the data folder, or is no path
     */
    public Path resolve(String name) throws DatasetException {
        Path relative;
        try {
            relative = Path.of(name);
        } catch (InvalidPathException e) {
            throw new DatasetException(name.replaceAll("\\p{Cntrl}", "?") + ": not a path", e);
        }
        if (relative.isAbsolute()) {
            throw new DatasetException(name + ": an absolute path; entries are relative to the data folder");
        }
        Path below = root.resolve(relative).normalize();
        Path beside = root.getParent() == null
                ? below
                : root.getParent().resolve(relative).normalize();
        boolean inside = below.startsWith(root);
        boolean insideBeside = beside.startsWith(root);
        if (escapes(relative) || !inside && !insideBeside) {
            throw new DatasetException(name + ": leaves the data folder " + root);
        }
        return insideBeside && !Files.exists(below) ? beside : below;
    }

    private static boolean escapes(Path relative) {
        int depth = 0;
        for (Path part : relative) {
            depth += part.toString().equals("..") ? -1 : part.toString().equals(".") ? 0 : 1;
            if (depth < 0) {
                return true;
            }
        }
        return false;
    }
}
