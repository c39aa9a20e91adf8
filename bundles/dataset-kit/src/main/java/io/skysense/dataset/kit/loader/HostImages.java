// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.loader;

import java.nio.FloatBuffer;
import java.util.List;

/**
 * One modality of a batch: (B*D, C, H, W), normalised. Where the sample lacks the modality its part is zero.
 *
 * @param values direct, B*D*C*H*W floats from position 0 to the limit; valid until the batch is closed
 * @param bands C
 * @param height H on this modality's own grid
 * @param width W
 * @param present one flag a sample
 */
public record HostImages(FloatBuffer values, int bands, int height, int width, List<Boolean> present) {

    /** Copies the list. */
    public HostImages {
        present = List.copyOf(present);
    }
}
