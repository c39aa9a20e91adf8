// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.trainer.step;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.skysense.api.data.LabelKind;
import io.skysense.api.data.Modality;
import io.skysense.dataset.kit.loader.HostBatch;
import io.skysense.dataset.kit.loader.HostImages;
import io.skysense.dataset.kit.loader.HostLabels;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
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
     * @return (B*D, C, H, W) float32 by modality, in the order of {@link Modality}
     */
    public Map<Modality, NDArray> images(HostBatch batch, NDManager manager) {
        // In a fixed order: what sums over modalities must not depend on a hash.
        Map<Modality, NDArray> images = new EnumMap<>(Modality.class);
        for (Modality modality : Modality.values()) {
            HostImages image = batch.images().get(modality);
            if (image != null && modalities.contains(modality)) {
                Shape shape =
                        new Shape((long) batch.size() * batch.dates(), image.bands(), image.height(), image.width());
                images.put(modality, manager.create(staging.copy(modality, image.values()), shape, DataType.FLOAT32));
            }
        }
        return images;
    }

    /**
     * Says which samples have what.
     *
     * @param batch the batch
     * @return B*D flags for each of the images
     */
    public Map<Modality, List<Boolean>> present(HostBatch batch) {
        Map<Modality, List<Boolean>> present = new EnumMap<>(Modality.class);
        batch.images().forEach((modality, images) -> {
            if (modalities.contains(modality)) {
                present.put(
                        modality,
                        images.present().stream()
                                .flatMap(has -> Collections.nCopies(batch.dates(), has).stream())
                                .toList());
            }
        });
        return present;
    }

    /**
     * Copies the labels.
     *
     * @param labels of a batch, which may be closed after
     * @param manager owns the array
     * @return in the shape that {@link LabelKind} gives for labels
     */
    public static NDArray labels(HostLabels labels, NDManager manager) {
        Shape shape = new Shape(labels.shape().stream().map(Integer::longValue).toList());
        ByteBuffer bytes =
                labels.bytes().duplicate().order(labels.bytes().order()).rewind();
        if (labels.kind() != LabelKind.PIXEL_CLASSES) {
            return manager.create(bytes, shape, DataType.FLOAT32);
        }
        try (NDArray indices = manager.create(bytes, shape, DataType.UINT8)) {
            return indices.toType(DataType.INT64, true);
        }
    }
}
