// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.transform;

import io.skysense.api.data.BandTable;
import java.nio.FloatBuffer;

/**
 * Normalisation of a modality with optional jitter, as one multiplication and one addition a band:
 * {@code y = ((x / div - mean) / std) * gain + shift}.
 */
public final class Normalization {

    private final float[] factor;
    private final float[] addend;

    private Normalization(float[] factor, float[] addend) {
        this.factor = factor;
        this.addend = addend;
    }

    /**
     * Plain normalisation.
     *
     * @param bands the modality's table
     * @return {@code (x / div - mean) / std}
     */
    public static Normalization of(BandTable bands) {
        return of(bands, Jitter.none(bands.bands().size()));
    }

    /**
     * Normalisation followed by jitter.
     *
     * @param bands the modality's table
     * @param jitter one shift a band of the table
     * @return both in one
     */
    public static Normalization of(BandTable bands, Jitter jitter) {
        int count = bands.bands().size();
        float[] factor = new float[count];
        float[] addend = new float[count];
        for (int b = 0; b < count; b++) {
            double std = bands.std().get(b);
            factor[b] = (float) (jitter.gain() / (bands.div() * std));
            addend[b] = (float)
                    (jitter.shifts().get(b) - jitter.gain() * bands.mean().get(b) / std);
        }
        return new Normalization(factor, addend);
    }

    /**
     * Normalises in place.
     *
     * @param values (C, pixels)
     * @param offset index of the first value
     * @param pixels values of one band
     */
    public void apply(FloatBuffer values, int offset, int pixels) {
        float[] plane = new float[pixels];
        for (int b = 0; b < factor.length; b++) {
            int at = offset + b * pixels;
            values.get(at, plane);
            apply(b, plane);
            values.put(at, plane);
        }
    }

    /**
     * Normalises one band in place.
     *
     * @param band its index in the table
     * @param plane its values
     */
    public void apply(int band, float[] plane) {
        apply(band, plane, 0, plane.length);
    }

    /**
     * Normalises values of one band in place.
     *
     * @param band its index in the table
     * @param values holds them
     * @param offset index of the first
     * @param count how many
     */
    public void apply(int band, float[] values, int offset, int count) {
        float f = factor[band];
        float a = addend[band];
        for (int i = offset; i < offset + count; i++) {
            values[i] = values[i] * f + a;
        }
    }
}
