// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.cabuar;

import io.skysense.api.data.DatasetReader;
import io.skysense.dataset.kit.DatasetIndexer;
import io.skysense.dataset.kit.ListedReader;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Reads CaBuAr (Rege Cambrin et al. 2023), as the reference keeps it: arrays, and the image after the fire alone. */
@Component(service = {DatasetReader.class, DatasetIndexer.class})
public final class CabuarReader extends ListedReader {

    /** Reads the definition. */
    @Activate
    public CabuarReader() {
        super("cabuar.json");
    }
}
