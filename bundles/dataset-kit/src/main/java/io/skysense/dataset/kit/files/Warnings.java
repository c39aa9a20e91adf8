// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.files;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Says each thing once: every epoch meets the same files. Safe for any number of threads. */
public final class Warnings {

    private static final System.Logger LOG = System.getLogger("io.skysense.dataset.kit.ListedDataset");

    private final String dataset;
    private final Set<String> said = ConcurrentHashMap.newKeySet();

    /**
     * Warnings of a dataset.
     *
     * @param dataset its name, with which they begin
     */
    public Warnings(String dataset) {
        this.dataset = dataset;
    }

    /**
     * Warns, the first time.
     *
     * @param line what to say
     * @return whether it was the first time
     */
    public boolean once(String line) {
        boolean first = said.add(line);
        if (first) {
            LOG.log(System.Logger.Level.WARNING, () -> dataset + ": " + line);
        }
        return first;
    }

    /** Windows of one file differ in how many invalid pixels they meet: the file is what counts as said. */
    void invalid(String file, long count) {
        if (said.add(file)) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    () -> dataset + ": " + file + ": " + count
                            + " values are NaN or infinite; the mean of their band stands for them");
        }
    }
}
