// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.trainer.incontext;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.skysense.api.config.SettingsException;
import io.skysense.api.data.Modality;
import io.skysense.api.incontext.InContextBatch;
import io.skysense.api.incontext.InContextNetwork;
import io.skysense.api.incontext.InContextOutput;
import io.skysense.api.incontext.InContextTargets;
import io.skysense.dataset.kit.incontext.InContextHostBatch;
import io.skysense.dataset.kit.loader.HostImages;
import io.skysense.trainer.step.Staging;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Brings collages to a device, their labels as vocabulary ids.
 *
 * <p>One batch at a time: the arrays of a batch are valid until the next is brought.
 */
final class CollageTransfer {

    private static final int COLOURS = 3;
    private static final int ROWS = 8;
    private static final int COLUMNS = 4;

    private final InContextNetwork network;
    private final Set<Modality> modalities;
    private final Staging staging = new Staging();

    /**
     * Prepares for a model.
     *
     * @param network converts labels
     * @param modalities those it may read; others are left behind
     */
    CollageTransfer(InContextNetwork network, Set<Modality> modalities) {
        this.network = network;
        this.modalities = Set.copyOf(modalities);
    }

    /**
     * Collages on a device.
     *
     * @param batch what the network runs on
     * @param colours colour code of every id in use
     */
    record Brought(InContextBatch batch, Map<Integer, Integer> colours) {}

    /**
     * Copies a batch.
     *
     * @param host the batch, which may be closed after
     * @param manager owns the arrays
     * @param seed of the permutation that gives colours their ids
     * @return the collages
     * @throws SettingsException if they have more colours than the model's vocabulary
     */
    Brought bring(InContextHostBatch host, NDManager manager, long seed) {
        Map<Modality, NDArray> images = new EnumMap<>(Modality.class);
        Map<Modality, List<Boolean>> present = new EnumMap<>(Modality.class);
        Map<Modality, NDArray> days = new EnumMap<>(Modality.class);
        // In a fixed order: what sums over modalities must not depend on a hash.
        for (Modality modality : Modality.values()) {
            HostImages image = host.images().get(modality);
            if (image == null || !modalities.contains(modality)) {
                continue;
            }
            Shape shape = new Shape(host.size(), image.bands(), image.height(), image.width());
            images.put(modality, array(manager, modality, image.values(), shape));
            present.put(modality, image.present());
            if (known(host.days().get(modality), image.present())) {
                long[] values = Arrays.stream(host.days().get(modality))
                        .mapToLong(day -> Math.max(0, day))
                        .toArray();
                days.put(modality, manager.create(values, new Shape(values.length, 1)));
            }
        }
        Shape labels = new Shape(host.size(), COLOURS, host.height(), host.width());
        InContextTargets targets;
        try (NDArray colours = array(manager, "targets", host.targets(), labels)) {
            targets = network.convert(colours, seed);
        } catch (IllegalArgumentException e) {
            throw refused(e);
        }
        NDArray hidden = array(manager, "hidden", host.hidden(), new Shape(host.size(), ROWS, COLUMNS));
        return new Brought(
                new InContextBatch(images, present, days, targets.ids(), hidden), Map.copyOf(targets.colours()));
    }

    /**
     * Runs the network.
     *
     * @param batch what was brought
     * @param training whether drop path, dropout and batch statistics are on
     * @return its scores
     * @throws SettingsException if the preset's collages do not fit the preset's model
     */
    InContextOutput run(InContextBatch batch, boolean training) {
        try {
            return network.forward(batch, training);
        } catch (IllegalArgumentException e) {
            throw refused(e);
        }
    }

    private static SettingsException refused(IllegalArgumentException cause) {
        return new SettingsException("context: collages do not fit the model: " + cause.getMessage());
    }

    private NDArray array(NDManager manager, Object use, FloatBuffer values, Shape shape) {
        return manager.create(staging.copy(use, values), shape, DataType.FLOAT32);
    }

    /** A model takes the dates of a modality for all collages that have it, or for none. */
    private static boolean known(int[] days, List<Boolean> present) {
        if (days == null) {
            return false;
        }
        for (int i = 0; i < days.length; i++) {
            if (present.get(i) && days[i] < 0) {
                return false;
            }
        }
        return true;
    }
}
