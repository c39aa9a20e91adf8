// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.fbp;

import io.skysense.api.data.DatasetReader;
import io.skysense.dataset.kit.DatasetIndexer;
import io.skysense.dataset.kit.ListedReader;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Reads the Five-Billion-Pixels dataset: Gaofen-2 images of Chinese cities. */
@Component(service = {DatasetReader.class, DatasetIndexer.class})
public final class FbpReader extends ListedReader {

    /** Reads the definition. */
    @Activate
    public FbpReader() {
        super("fbp.json");
    }
}
