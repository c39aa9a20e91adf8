// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.sos;

import io.skysense.api.data.DatasetReader;
import io.skysense.dataset.kit.DatasetIndexer;
import io.skysense.dataset.kit.ListedReader;
import io.skysense.dataset.kit.layout.SampleParts;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Reads the Deep-SAR oil spill dataset (Zhu et al. 2022), of it the Sentinel-1 images: grey pictures, and labels in several numbers. */
@Component(service = {DatasetReader.class, DatasetIndexer.class})
public final class SosReader extends ListedReader {

    /** Reads the definition. */
    @Activate
    public SosReader() {
        super("sos.json");
    }

    @Override
    protected SampleParts parts() {
        return new OilLabels();
    }
}
