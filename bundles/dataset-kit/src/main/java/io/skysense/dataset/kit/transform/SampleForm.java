// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.transform;

import io.skysense.api.data.LabelKind;

/**
 * What a model takes of a sample.
 *
 * @param labels which of its labels
 * @param dates how many dates of each modality, at least 1
 * @param repeats whether a series of fewer dates does: some of its dates are then shown more than once
 */
public record SampleForm(LabelKind labels, int dates, boolean repeats) {

    /** One date, and the class of each pixel. */
    public static final SampleForm CLASSES = new SampleForm(LabelKind.PIXEL_CLASSES, 1);

    /**
     * Of a model that needs as many dates as it looks at.
     *
     * @param labels which of its labels
     * @param dates how many dates of each modality, at least 1
     */
    public SampleForm(LabelKind labels, int dates) {
        this(labels, dates, false);
    }

    /** Checks the range. */
    public SampleForm {
        if (dates < 1) {
            throw new IllegalArgumentException(dates + " dates");
        }
    }
}
