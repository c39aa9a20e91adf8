// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.germany;

import io.skysense.api.data.DatasetReader;
import io.skysense.dataset.kit.DatasetIndexer;
import io.skysense.dataset.kit.ListedReader;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Reads the crop dataset of Russwurm and Körner 2018 (MTLCC), as the reference keeps it: a series an array, labels by the authors' numbers of crops. */
@Component(service = {DatasetReader.class, DatasetIndexer.class})
public final class GermanyReader extends ListedReader {

    /** Reads the definition. */
    @Activate
    public GermanyReader() {
        super("germany.json");
    }
}
