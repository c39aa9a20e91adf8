// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.atlantic;

import io.skysense.api.data.DatasetReader;
import io.skysense.dataset.kit.DatasetIndexer;
import io.skysense.dataset.kit.ListedReader;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Reads the Atlantic Forest images of Bragagnolo et al. 2021. */
@Component(service = {DatasetReader.class, DatasetIndexer.class})
public final class AtlanticReader extends ListedReader {

    /** Reads the definition. */
    @Activate
    public AtlanticReader() {
        super("atlantic.json");
    }
}
