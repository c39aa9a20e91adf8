// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.api.data;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/**
 * How a dataset is opened.
 *
 * @param root the dataset's folder
 * @param lists list files by split, where they are not {@code <root>/<name>_<split>.json}
 * @param modalities the modalities to read; empty for all
 * @param sizeMismatch what to do when label and image differ in size
 * @param badFile what to do with a sample that cannot be read
 * @param remote whether list entries may name http and https addresses
 */
public record DatasetOptions(
        Path root,
        Map<String, Path> lists,
        Set<Modality> modalities,
        SizeMismatch sizeMismatch,
        BadFile badFile,
        boolean remote) {

    /** Copies the collections. */
    public DatasetOptions {
        lists = Map.copyOf(lists);
        modalities = Set.copyOf(modalities);
    }

    /**
     * Refuses samples that cannot be read, and stays off the network.
     *
     * @param root the dataset's folder
     * @param lists list files by split, where they are not {@code <root>/<name>_<split>.json}
     * @param modalities the modalities to read; empty for all
     * @param sizeMismatch what to do when label and image differ in size
     */
    public DatasetOptions(Path root, Map<String, Path> lists, Set<Modality> modalities, SizeMismatch sizeMismatch) {
        this(root, lists, modalities, sizeMismatch, BadFile.FAIL, false);
    }

    /**
     * The usual way: own list files, all modalities, crop on mismatch.
     *
     * @param root the dataset's folder
     * @return the options
     */
    public static DatasetOptions of(Path root) {
        return new DatasetOptions(root, Map.of(), Set.of(), SizeMismatch.CROP);
    }
}
