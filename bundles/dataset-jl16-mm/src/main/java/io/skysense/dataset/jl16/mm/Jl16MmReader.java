// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.jl16.mm;

import io.skysense.api.data.DatasetReader;
import io.skysense.dataset.kit.DatasetIndexer;
import io.skysense.dataset.kit.ListedReader;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Reads JL-16: Jilin-1 images with Sentinel-1 series. */
@Component(service = {DatasetReader.class, DatasetIndexer.class})
public final class Jl16MmReader extends ListedReader {

    /** Reads the definition. */
    @Activate
    public Jl16MmReader() {
        super("jl16-mm.json");
    }
}
