// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.sen1floods11;

import io.skysense.api.data.DatasetReader;
import io.skysense.dataset.kit.DatasetIndexer;
import io.skysense.dataset.kit.ListedReader;
import io.skysense.dataset.kit.list.ListRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Reads Sen1Floods11 (Bonafilia et al. 2020): the chips of all splits lie together, and tables say which is whose. */
@Component(service = {DatasetReader.class, DatasetIndexer.class})
public final class Sen1Floods11Reader extends ListedReader {

    /** Reads the definition. */
    @Activate
    public Sen1Floods11Reader() {
        super("sen1floods11.json");
    }

    @Override
    public List<ListRecord> index(Path folder, String split) throws IOException {
        List<ListRecord> all = super.index(folder, split);
        Set<String> labels = SplitTable.labels(folder, split);
        return all.stream()
                .filter(record -> labels.contains(
                        Path.of(record.target().orElseThrow()).getFileName().toString()))
                .toList();
    }
}
