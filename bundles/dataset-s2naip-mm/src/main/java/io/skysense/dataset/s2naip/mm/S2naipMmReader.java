// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.s2naip.mm;

import io.skysense.api.data.DatasetReader;
import io.skysense.dataset.kit.DatasetIndexer;
import io.skysense.dataset.kit.ListedReader;
import io.skysense.dataset.kit.layout.SampleParts;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Reads AI2-S2-NAIP: all dates in the bands of a file, and labels drawn from OpenStreetMap features. */
@Component(service = {DatasetReader.class, DatasetIndexer.class})
public final class S2naipMmReader extends ListedReader {

    /** Reads the definition. */
    @Activate
    public S2naipMmReader() {
        super("s2naip-mm.json");
    }

    @Override
    protected SampleParts parts() {
        return new TileParts(table().classes());
    }
}
