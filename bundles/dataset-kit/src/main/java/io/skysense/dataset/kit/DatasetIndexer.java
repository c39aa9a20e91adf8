// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit;

import io.skysense.dataset.kit.list.ListRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/** The second service of a dataset bundle: finds the files of a copy in the layout that it is published in. */
@ConsumerType
public interface DatasetIndexer {

    /** {@return what the dataset is, and how its files hold it} */
    DatasetDefinition definition();

    /**
     * Finds the entries of a split.
     *
     * @param folder the dataset's own folder
     * @param split the split
     * @return its entries in the order of their keys, paths beginning with the folder's name, classes not yet known;
     *     empty if the folder holds nothing of the split
     * @throws IOException if the folder cannot be read, or files that belong together are missing
     */
    List<ListRecord> index(Path folder, String split) throws IOException;
}
