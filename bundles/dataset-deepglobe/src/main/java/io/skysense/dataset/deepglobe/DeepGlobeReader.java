// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.deepglobe;

import io.skysense.api.data.DatasetReader;
import io.skysense.dataset.kit.DatasetIndexer;
import io.skysense.dataset.kit.ListedReader;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Reads the land cover dataset of the DeepGlobe challenge, labels in colours. */
@Component(service = {DatasetReader.class, DatasetIndexer.class})
public final class DeepGlobeReader extends ListedReader {

    /** Reads the definition. */
    @Activate
    public DeepGlobeReader() {
        super("deepglobe.json");
    }
}
