// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.backbone;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import io.skysense.api.data.Modality;
import io.skysense.backbone.completion.Presence;
import java.util.Map;

/**
 * A batch of pairs that was found to be in order.
 *
 * @param images float32 images of every modality that is looked at, hr (B, C, H, W) always among them, others
 *     (B, C, T, h, w); finite where a sample lacks the modality
 * @param days (B, T) of the modalities whose dates are known and used
 * @param ids (B, H, W) int64
 * @param hidden (B, rows, columns) float32
 * @param presence which samples have what
 * @param owned arrays made for it
 */
record Pair(
        Map<Modality, NDArray> images,
        Map<Modality, NDArray> days,
        NDArray ids,
        NDArray hidden,
        Presence presence,
        NDList owned)
        implements AutoCloseable {

    long height() {
        return ids.getShape().get(1);
    }

    long width() {
        return ids.getShape().get(2);
    }

    @Override
    public void close() {
        owned.close();
    }
}
