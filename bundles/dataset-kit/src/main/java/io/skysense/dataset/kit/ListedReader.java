// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit;

import io.skysense.api.data.Dataset;
import io.skysense.api.data.DatasetOptions;
import io.skysense.api.data.DatasetReader;
import io.skysense.api.data.DatasetTable;
import io.skysense.dataset.kit.layout.PublishedLayout;
import io.skysense.dataset.kit.layout.SampleParts;
import io.skysense.dataset.kit.list.ListRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/** A reader whose definition says all that is to be known. A subclass overrides what is odd about its dataset. */
@ConsumerType
public abstract class ListedReader implements DatasetReader, DatasetIndexer {

    private final DatasetDefinition definition;

    /**
     * Reads the definition.
     *
     * @param resource name of the JSON file beside the subclass
     * @throws IllegalArgumentException if it is missing or no definition; names the path of the fault
     */
    protected ListedReader(String resource) {
        definition = DatasetTables.definition(getClass(), resource);
    }

    @Override
    public DatasetDefinition definition() {
        return definition;
    }

    @Override
    public DatasetTable table() {
        return definition.table();
    }

    @Override
    public Dataset open(DatasetOptions options) throws IOException {
        return ListedDataset.open(definition, options, parts());
    }

    /**
     * What the dataset holds in a way of its own. Asked for each time that the dataset is opened.
     *
     * @return the usual way, unless overridden
     */
    protected SampleParts parts() {
        return SampleParts.USUAL;
    }

    @Override
    public List<ListRecord> index(Path folder, String split) throws IOException {
        return new PublishedLayout(definition.files(), table().name()).index(folder, split);
    }
}
