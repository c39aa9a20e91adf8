// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.soak.variant;

import io.skysense.api.data.Dataset;
import io.skysense.api.data.DatasetOptions;
import io.skysense.api.data.DatasetReader;
import io.skysense.api.data.DatasetTable;
import io.skysense.api.data.ImageCube;
import io.skysense.api.data.Modality;
import io.skysense.api.data.Sample;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The reader of the original, whose images are brighter in their first band. */
public final class MarkedReader implements DatasetReader {

    private final DatasetReader original = Stamp.plugin(DatasetReader.class);
    private final float glint = Mark.glint(Stamp.number());

    /** For Declarative Services. */
    public MarkedReader() {}

    @Override
    public DatasetTable table() {
        return original.table();
    }

    @Override
    public Dataset open(DatasetOptions options) throws IOException {
        return new Marked(original.open(options), glint);
    }

    private record Marked(Dataset original, float glint) implements Dataset {

        @Override
        public DatasetTable table() {
            return original.table();
        }

        @Override
        public int size(String split) throws IOException {
            return original.size(split);
        }

        @Override
        public Optional<Sample> read(String split, int index) throws IOException {
            return original.read(split, index).map(this::brighter);
        }

        @Override
        public List<Integer> classes(String split, int index) throws IOException {
            return original.classes(split, index);
        }

        @Override
        public long leftOut() {
            return original.leftOut();
        }

        @Override
        public void close() {
            original.close();
        }

        private Sample brighter(Sample sample) {
            Map<Modality, ImageCube> images = new EnumMap<>(Modality.class);
            sample.images().forEach((modality, image) -> images.put(modality, brighter(image)));
            return new Sample(sample.id(), images, sample.labels(), sample.dates(), sample.place());
        }

        private ImageCube brighter(ImageCube image) {
            float[] values = image.values().clone();
            int plane = image.height() * image.width();
            for (int time = 0; time < image.times(); time++) {
                int start = image.index(time, 0, 0, 0);
                for (int i = start; i < start + plane; i++) {
                    values[i] += glint;
                }
            }
            return new ImageCube(image.times(), image.bands(), image.height(), image.width(), values);
        }
    }
}
