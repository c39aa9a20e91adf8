// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.dsifn.cd;

import io.skysense.api.data.DatasetReader;
import io.skysense.dataset.kit.DatasetIndexer;
import io.skysense.dataset.kit.ListedReader;
import io.skysense.dataset.kit.layout.ImagePair;
import io.skysense.dataset.kit.layout.SampleParts;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Reads DSIFN-CD (Zhang et al. 2020): a list names the image before, and that after lies beside it. */
@Component(service = {DatasetReader.class, DatasetIndexer.class})
public final class DsifnCdReader extends ListedReader {

    /** Reads the definition. */
    @Activate
    public DsifnCdReader() {
        super("dsifn-cd.json");
    }

    @Override
    protected SampleParts parts() {
        return new ImagePair("t1/([^/]+)", "t2/$1");
    }
}
