// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.demo;

import io.skysense.api.data.Dataset;
import io.skysense.api.data.DatasetOptions;
import io.skysense.api.data.DatasetReader;
import io.skysense.api.data.DatasetTable;
import io.skysense.dataset.kit.DatasetTables;
import io.skysense.dataset.kit.ListedDataset;
import java.io.IOException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Reads the made scenes. */
@Component
public final class DemoReader implements DatasetReader {

    private final DatasetTable table;

    /** Reads the table. */
    @Activate
    public DemoReader() {
        table = DatasetTables.read(DemoReader.class, "demo.json");
    }

    @Override
    public DatasetTable table() {
        return table;
    }

    @Override
    public Dataset open(DatasetOptions options) throws IOException {
        return ListedDataset.open(table, options);
    }
}
