// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.trainer.step;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.skysense.api.data.Modality;
import io.skysense.dataset.kit.loader.HostBatch;
import io.skysense.dataset.kit.loader.HostImages;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/**
 * Brings batches to a device.
 *
 * <p>One batch at a time: the arrays of a batch are valid until the next is brought.
 */
public final class Transfer {

    private final Set<Modality> modalities;
    private final Staging staging = new Staging();

    /**
     * Prepares for a model.
     *
     * @param modalities those it reads; others are left behind
     */
    public Transfer(Set<Modality> modalities) {
        this.modalities = Set.copyOf(modalities);
    }

    /**
     * Copies the images.
     *
     * @param batch the batch, which may be closed after
     * @param manager owns the arrays
     * @return (B, C, H, W) float32 by modality, in the order of {@link Modality}
     */
    public Map<Modality, NDArray> images(HostBatch batch, NDManager manager) {
        // In a fixed order: what sums over modalities must not depend on a hash.
        Map<Modality, NDArray> images = new EnumMap<>(Modality.class);
        for (Modality modality : Modality.values()) {
            HostImages image = batch.images().get(modality);
            if (image != null && modalities.contains(modality)) {
                Shape shape = new Shape(batch.size(), image.bands(), image.height(), image.width());
                images.put(modality, manager.create(staging.copy(modality, image.values()), shape, DataType.FLOAT32));
            }
        }
        return images;
    }

    /**
     * Copies the labels.
     *
     * @param batch the batch, which may be closed after
     * @param manager owns the array
     * @return (B, H, W) int64
     */
    public static NDArray labels(HostBatch batch, NDManager manager) {
        Shape shape = new Shape(batch.size(), batch.height(), batch.width());
        try (NDArray bytes = manager.create(batch.labels().duplicate().rewind(), shape, DataType.UINT8)) {
            return bytes.toType(DataType.INT64, true);
        }
    }
}
