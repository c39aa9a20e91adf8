// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.isaid;

import io.skysense.api.data.DatasetReader;
import io.skysense.dataset.kit.DatasetIndexer;
import io.skysense.dataset.kit.ListedReader;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Reads the iSAID dataset: the images of DOTA, each object outlined. */
@Component(service = {DatasetReader.class, DatasetIndexer.class})
public final class IsaidReader extends ListedReader {

    /** Reads the definition. */
    @Activate
    public IsaidReader() {
        super("isaid.json");
    }
}
