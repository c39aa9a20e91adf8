// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.loveda;

import io.skysense.api.data.DatasetReader;
import io.skysense.dataset.kit.DatasetIndexer;
import io.skysense.dataset.kit.ListedReader;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Reads the LoveDA dataset of urban and rural land cover. */
@Component(service = {DatasetReader.class, DatasetIndexer.class})
public final class LoveDaReader extends ListedReader {

    /** Reads the definition. */
    @Activate
    public LoveDaReader() {
        super("loveda.json");
    }
}
