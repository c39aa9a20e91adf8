// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.xbd;

import io.skysense.api.data.DatasetReader;
import io.skysense.api.data.ImageCube;
import io.skysense.api.data.LabelMap;
import io.skysense.api.data.Modality;
import io.skysense.dataset.kit.DatasetIndexer;
import io.skysense.dataset.kit.ListedReader;
import io.skysense.dataset.kit.layout.ImagePair;
import io.skysense.dataset.kit.layout.SampleParts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Reads xBD (Gupta et al. 2019): pairs of images, and labels that are outlines of buildings with their damage. */
@Component(service = {DatasetReader.class, DatasetIndexer.class})
public final class XbdReader extends ListedReader {

    /** Reads the definition. */
    @Activate
    public XbdReader() {
        super("xbd.json");
    }

    @Override
    protected SampleParts parts() {
        return new Parts(new ImagePair("([^/]+)_pre_disaster\\.png", "$1_post_disaster.png"));
    }

    private record Parts(ImagePair pair) implements SampleParts {

        @Override
        public Optional<ImageCube> images(Modality modality, List<Path> files) throws IOException {
            return pair.images(modality, files);
        }

        @Override
        public Optional<LabelMap> label(Path file) throws IOException {
            return file.toString().endsWith(".json") ? Optional.of(DamageLabel.read(file)) : Optional.empty();
        }
    }
}
