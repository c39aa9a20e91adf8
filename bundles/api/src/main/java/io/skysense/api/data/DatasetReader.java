// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.api.data;

import java.io.IOException;
import org.osgi.annotation.versioning.ConsumerType;

/** The service of a dataset bundle: a table, and a way to open a copy of the dataset. */
@ConsumerType
public interface DatasetReader {

    /** {@return what the dataset is; readable without any file of it} */
    DatasetTable table();

    /**
     * Opens a copy of the dataset.
     *
     * @param options where it is and how to read it
     * @return the dataset; the caller closes it
     * @throws IOException if the folder or a named list file is missing
     */
    Dataset open(DatasetOptions options) throws IOException;
}
