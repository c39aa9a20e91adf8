// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.flood3i;

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

/** Reads Flood-3i: all tiles lie together, and {@code val.txt} of the reference says which are asked about. */
@Component(service = {DatasetReader.class, DatasetIndexer.class})
public final class Flood3iReader extends ListedReader {

    /** Reads the definition. */
    @Activate
    public Flood3iReader() {
        super("flood3i.json");
    }

    @Override
    public List<ListRecord> index(Path folder, String split) throws IOException {
        if (!table().splits().contains(split)) {
            return super.index(folder, split);
        }
        Set<String> asked = AskedImages.read(folder.resolve(AskedImages.FILE));
        boolean wanted = split.equals("val");
        return Tiles.find(folder, table().name(), image -> asked.contains(image) == wanted);
    }
}
