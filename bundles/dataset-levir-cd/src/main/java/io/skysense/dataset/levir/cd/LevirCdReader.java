// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.levir.cd;

import io.skysense.api.data.DatasetReader;
import io.skysense.dataset.kit.DatasetIndexer;
import io.skysense.dataset.kit.ListedReader;
import io.skysense.dataset.kit.layout.ImagePair;
import io.skysense.dataset.kit.layout.SampleParts;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Reads LEVIR-CD (Chen and Shi 2020): a list names the image before, and that after lies beside it. */
@Component(service = {DatasetReader.class, DatasetIndexer.class})
public final class LevirCdReader extends ListedReader {

    /** Reads the definition. */
    @Activate
    public LevirCdReader() {
        super("levir-cd.json");
    }

    @Override
    protected SampleParts parts() {
        return new ImagePair("A/([^/]+)", "B/$1");
    }
}
