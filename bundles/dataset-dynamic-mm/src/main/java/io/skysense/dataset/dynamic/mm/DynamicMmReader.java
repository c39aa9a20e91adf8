// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.dynamic.mm;

import io.skysense.api.data.DatasetReader;
import io.skysense.dataset.kit.DatasetIndexer;
import io.skysense.dataset.kit.ListedReader;
import io.skysense.dataset.kit.list.ListRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Reads DynamicEarthNet: bands in reverse, one-hot labels, splits in files of their own. */
@Component(service = {DatasetReader.class, DatasetIndexer.class})
public final class DynamicMmReader extends ListedReader {

    /** Reads the definition. */
    @Activate
    public DynamicMmReader() {
        super("dynamic-mm.json");
    }

    @Override
    public List<ListRecord> index(Path folder, String split) throws IOException {
        return new SplitFile(folder, table().name()).records(split);
    }
}
