// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.backbone;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.skysense.api.data.Modality;
import io.skysense.backbone.completion.Presence;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Looks at a batch of a task before anything is computed.
 *
 * @param grid sizes of the modalities that have an encoder
 */
record JoinedCheck(Grid grid) {

    /**
     * Of a batch, on the grid of the base modality.
     *
     * @param batch B
     * @param height H
     * @param width W
     */
    record Size(int batch, int height, int width) {

        static Size of(NDArray image, int ratio) {
            Shape shape = image.getShape();
            int sides = shape.dimension() - 2;
            return new Size(
                    Math.toIntExact(shape.get(0)),
                    Math.toIntExact(shape.get(sides) * ratio),
                    Math.toIntExact(shape.get(sides + 1) * ratio));
        }
    }

    /**
     * Checks the images of a batch.
     *
     * @param images by modality
     * @return their size
     * @throws IllegalArgumentException if there are none, or shapes contradict one another
     */
    Size size(Map<Modality, NDArray> images) {
        images.keySet().forEach(modality -> {
            if (!grid.ratio().containsKey(modality)) {
                throw new IllegalArgumentException(modality.key() + ": the model has no encoder of such images");
            }
        });
        Map.Entry<Modality, NDArray> first = new EnumMap<>(images)
                .entrySet().stream()
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("a batch without images"));
        Size size = Size.of(first.getValue(), grid.ratio().get(first.getKey()));
        images.forEach((modality, image) -> {
            Shape shape = image.getShape();
            int ratio = grid.ratio().get(modality);
            boolean series = modality != Modality.HR && shape.dimension() == 5;
            if (shape.dimension() != 4 && !series || !Size.of(image, ratio).equals(size)) {
                throw new IllegalArgumentException(modality.key() + ": (" + size.batch() + ", C, "
                        + (modality == Modality.HR ? "" : "[T, ]") + size.height() / ratio + ", "
                        + size.width() / ratio + ") is expected, not " + shape);
            }
        });
        if (size.height() % grid.granularity() != 0 || size.width() % grid.granularity() != 0) {
            throw new IllegalArgumentException(
                    first.getKey().key() + " " + first.getValue().getShape() + ": sides must be multiples of "
                            + grid.granularity() + " pixels of " + grid.base().key());
        }
        return size;
    }

    /**
     * Checks flags.
     *
     * @param batch B
     * @param given modalities that there are images of
     * @param present B flags a modality; without an entry, all have it
     * @return which samples have what
     * @throws IllegalArgumentException if there are more or fewer flags, or a sample has nothing
     */
    static Presence presence(int batch, Set<Modality> given, Map<Modality, List<Boolean>> present) {
        Map<Modality, List<Boolean>> flags = new EnumMap<>(Modality.class);
        given.forEach(m -> flags.put(m, present.getOrDefault(m, Collections.nCopies(batch, true))));
        flags.forEach((m, own) -> {
            if (own.size() != batch) {
                throw new IllegalArgumentException(
                        "present." + m.key() + ": " + own.size() + " flags for " + batch + " samples");
            }
        });
        for (int b = 0; b < batch; b++) {
            int sample = b;
            if (flags.values().stream().noneMatch(own -> own.get(sample))) {
                throw new IllegalArgumentException("sample " + sample + " of " + batch + " has no modality at all");
            }
        }
        return new Presence(batch, flags);
    }
}
