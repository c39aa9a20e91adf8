// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.vaihingen;

import io.skysense.api.data.DatasetReader;
import io.skysense.dataset.kit.DatasetIndexer;
import io.skysense.dataset.kit.ListedReader;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Reads the ISPRS Vaihingen dataset: near infrared, red and green aerial images, labels in colours. */
@Component(service = {DatasetReader.class, DatasetIndexer.class})
public final class VaihingenReader extends ListedReader {

    /** Reads the definition. */
    @Activate
    public VaihingenReader() {
        super("vaihingen.json");
    }
}
