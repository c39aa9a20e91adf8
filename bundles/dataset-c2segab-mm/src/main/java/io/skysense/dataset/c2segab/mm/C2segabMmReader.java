// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.c2segab.mm;

import io.skysense.api.data.DatasetReader;
import io.skysense.dataset.kit.DatasetIndexer;
import io.skysense.dataset.kit.ListedReader;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Reads C2Seg-AB: Sentinel-2 and Sentinel-1, no high-resolution image. */
@Component(service = {DatasetReader.class, DatasetIndexer.class})
public final class C2segabMmReader extends ListedReader {

    /** Reads the definition. */
    @Activate
    public C2segabMmReader() {
        super("c2segab-mm.json");
    }
}
