// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.api.incontext;

import ai.djl.ndarray.NDArray;
import io.skysense.api.data.Modality;
import java.util.List;
import java.util.Map;

/**
 * Pairs or collages, twice as high as wide: what is masked in one half is to be told from what is shown in the other.
 *
 * @param images float32, normalised: hr (B, C, H, W), s2 and s1 (B, C, T, H/32, W/32); a modality that no sample has may
 *     be left out, and one whose encoder is not installed is not looked at
 * @param present which of the B samples have a modality; without an entry, all of them if there are images, else none.
 *     What the images of the others hold does not matter, NaN included
 * @param days (B, T) int64 days of the year from 0, for a series whose dates are known
 * @param ids (B, H, W) int64 vocabulary ids of the labels, 0 for background
 * @param hidden (B, h, w) float32, 1 where the annotation is masked: one value stands for H/h by W/w pixels
 */
public record InContextBatch(
        Map<Modality, NDArray> images,
        Map<Modality, List<Boolean>> present,
        Map<Modality, NDArray> days,
        NDArray ids,
        NDArray hidden) {

    /** Copies the maps. */
    public InContextBatch {
        images = Map.copyOf(images);
        present = Map.copyOf(present);
        days = Map.copyOf(days);
    }
}
