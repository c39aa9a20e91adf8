// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.gvlm;

import io.skysense.api.data.DatasetReader;
import io.skysense.dataset.kit.DatasetIndexer;
import io.skysense.dataset.kit.ListedReader;
import io.skysense.dataset.kit.layout.ImagePair;
import io.skysense.dataset.kit.layout.SampleParts;
import io.skysense.dataset.kit.list.ListRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Reads GVLM (Zhang et al. 2023): a folder a site, with the images of both dates and the landslides. */
@Component(service = {DatasetReader.class, DatasetIndexer.class})
public final class GvlmReader extends ListedReader {

    /** Of as many sites, in the order of their names, the last is for validation. */
    private static final int ONE_IN = 5;

    /** Reads the definition. */
    @Activate
    public GvlmReader() {
        super("gvlm.json");
    }

    @Override
    protected SampleParts parts() {
        return new ImagePair("im1\\.png", "im2.png");
    }

    @Override
    public List<ListRecord> index(Path folder, String split) throws IOException {
        List<ListRecord> sites = super.index(folder, split);
        boolean val = split.equals("val");
        return IntStream.range(0, sites.size())
                .filter(i -> i % ONE_IN == ONE_IN - 1 == val)
                .mapToObj(sites::get)
                .toList();
    }
}
