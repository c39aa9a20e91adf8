// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.dfc20.mm;

import io.skysense.api.data.DatasetReader;
import io.skysense.dataset.kit.DatasetIndexer;
import io.skysense.dataset.kit.ListedReader;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Reads the data of the IEEE GRSS Data Fusion Contest 2020: Sentinel-2 and Sentinel-1, no high-resolution image. */
@Component(service = {DatasetReader.class, DatasetIndexer.class})
public final class Dfc20MmReader extends ListedReader {

    /** Reads the definition. */
    @Activate
    public Dfc20MmReader() {
        super("dfc20-mm.json");
    }
}
