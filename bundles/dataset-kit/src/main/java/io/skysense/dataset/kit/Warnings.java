// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Says each thing once: every epoch meets the same files. */
final class Warnings {

    private static final System.Logger LOG = System.getLogger(ListedDataset.class.getName());

    private final String dataset;
    private final Set<String> said = ConcurrentHashMap.newKeySet();

    Warnings(String dataset) {
        this.dataset = dataset;
    }

    void once(String line) {
        if (said.add(line)) {
            LOG.log(System.Logger.Level.WARNING, () -> dataset + ": " + line);
        }
    }
}
