// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.api.data;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A sample that was read whole, as a scene. */
record WholeScene(Sample sample) implements Scene {

    @Override
    public String id() {
        return sample.id();
    }

    @Override
    public Set<Modality> modalities() {
        return sample.images().keySet();
    }

    @Override
    public Extent extent(Modality modality) {
        ImageCube image = image(modality);
        return new Extent(image.times(), image.height(), image.width());
    }

    @Override
    public List<LocalDate> dates(Modality modality) {
        return sample.dates().getOrDefault(modality, List.of());
    }

    @Override
    public ImageCube read(Modality modality, int time, int row, int column, int height, int width) {
        ImageCube image = image(modality);
        float[] values = new float[image.bands() * height * width];
        for (int band = 0; band < image.bands(); band++) {
            for (int r = 0; r < height; r++) {
                int from = image.index(time, band, row + r, column);
                System.arraycopy(image.values(), from, values, (band * height + r) * width, width);
            }
        }
        return new ImageCube(1, image.bands(), height, width, values);
    }

    private ImageCube image(Modality modality) {
        ImageCube image = sample.images().get(modality);
        if (image == null) {
            throw new IllegalArgumentException(sample.id() + ": has no " + modality.key());
        }
        return image;
    }

    @Override
    public Optional<LabelMap> label() {
        return sample.label();
    }

    @Override
    public Labels labels() {
        return sample.labels();
    }

    @Override
    public Optional<GeoReference> place() {
        return sample.place();
    }

    @Override
    public void close() {
        // Everything is on the heap.
    }
}
