// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.api.data;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One place, seen by any subset of the sensors. Images of different modalities cover the same ground.
 *
 * @param id names the sample in messages and reports
 * @param images the modalities that are present
 * @param labels what is known of it; maps are as large as the HR image, else as the first modality present
 * @param dates acquisition dates, one a time step, of the modalities where they are known
 * @param place its georeference, that of the label's grid
 */
public record Sample(
        String id,
        Map<Modality, ImageCube> images,
        Labels labels,
        Map<Modality, List<LocalDate>> dates,
        Optional<GeoReference> place) {

    /** Copies the maps. */
    public Sample {
        images = Map.copyOf(images);
        dates = Map.copyOf(dates);
    }

    /**
     * A sample of which at most the class of each pixel is known.
     *
     * @param id names the sample in messages and reports
     * @param images the modalities that are present
     * @param label its classes, if known; as large as the HR image, else as the first modality present
     * @param dates acquisition dates, one a time step, of the modalities where they are known
     * @param place its georeference, that of the label's grid
     */
    public Sample(
            String id,
            Map<Modality, ImageCube> images,
            Optional<LabelMap> label,
            Map<Modality, List<LocalDate>> dates,
            Optional<GeoReference> place) {
        this(id, images, Labels.of(label), dates, place);
    }

    /** {@return the class of each pixel, if known} */
    public Optional<LabelMap> label() {
        return labels.map();
    }
}
