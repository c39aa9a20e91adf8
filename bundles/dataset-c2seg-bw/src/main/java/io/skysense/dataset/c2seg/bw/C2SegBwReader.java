// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.c2seg.bw;

import io.skysense.api.data.DatasetReader;
import io.skysense.dataset.kit.DatasetIndexer;
import io.skysense.dataset.kit.ListedReader;
import io.skysense.dataset.kit.list.ListRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Reads C2Seg-BW (Hong et al. 2023): Gaofen-6 in the place of Sentinel-2, Gaofen-3 in that of Sentinel-1. */
@Component(service = {DatasetReader.class, DatasetIndexer.class})
public final class C2SegBwReader extends ListedReader {

    /** Patches whose numbers end so are for validation. */
    private static final String VALIDATION = "9.tiff";

    /** Reads the definition. */
    @Activate
    public C2SegBwReader() {
        super("c2seg-bw.json");
    }

    @Override
    public List<ListRecord> index(Path folder, String split) throws IOException {
        boolean val = split.equals("val");
        return super.index(folder, split).stream()
                .filter(record -> record.name().endsWith(VALIDATION) == val)
                .toList();
    }
}
