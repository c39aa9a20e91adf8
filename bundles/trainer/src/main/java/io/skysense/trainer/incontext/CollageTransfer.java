// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.trainer.incontext;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
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
import io.skysense.dataset.kit.sampler.SeededRandom;
import io.skysense.trainer.step.Staging;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
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
     * @param colours colour code of every id in use, a collage
     */
    record Brought(InContextBatch batch, List<Map<Integer, Integer>> colours) {}

    /**
     * Copies a batch whose colours share the vocabulary, as the reference's do.
     *
     * @param host the batch, which may be closed after
     * @param manager owns the arrays
     * @param seed of the permutation that gives colours their ids
     * @return the collages
     * @throws SettingsException if they have more colours than the model's vocabulary
     */
    Brought together(InContextHostBatch host, NDManager manager, long seed) {
        try (NDArray colours = targets(host, manager)) {
            InContextTargets targets = convert(colours, seed);
            return brought(host, manager, targets.ids(), Collections.nCopies(host.size(), targets.colours()));
        }
    }

    /**
     * Copies a batch in which each collage has the vocabulary to itself: what is said of one does not depend on those
     * that happen to be beside it.
     *
     * @param host the batch, which may be closed after
     * @param manager owns the arrays
     * @param seed of the permutations that give colours their ids
     * @return the collages
     * @throws SettingsException if one has more colours than the model's vocabulary
     */
    Brought apart(InContextHostBatch host, NDManager manager, long seed) {
        NDList ids = new NDList();
        List<Map<Integer, Integer>> colours = new ArrayList<>();
        try (NDArray all = targets(host, manager)) {
            for (int i = 0; i < host.size(); i++) {
                try (NDArray one = all.get(i + ":" + (i + 1))) {
                    InContextTargets targets = convert(one, SeededRandom.mix(seed, i));
                    ids.add(targets.ids());
                    colours.add(targets.colours());
                }
            }
        }
        return brought(host, manager, NDArrays.concat(ids), colours);
    }

    private NDArray targets(InContextHostBatch host, NDManager manager) {
        Shape shape = new Shape(host.size(), COLOURS, host.height(), host.width());
        return array(manager, "targets", host.targets(), shape);
    }

    private InContextTargets convert(NDArray colours, long seed) {
        try {
            return network.convert(colours, seed);
        } catch (IllegalArgumentException e) {
            throw refused(e);
        }
    }

    private Brought brought(
            InContextHostBatch host, NDManager manager, NDArray ids, List<Map<Integer, Integer>> colours) {
        Map<Modality, NDArray> images = new EnumMap<>(Modality.class);
        Map<Modality, List<Boolean>> present = new EnumMap<>(Modality.class);
        Map<Modality, NDArray> days = new EnumMap<>(Modality.class);
        // In a fixed order: what sums over modalities must not depend on a hash.
        for (Modality modality : Modality.values()) {
            HostImages image = host.images().get(modality);
            if (image == null || !modalities.contains(modality)) {
                continue;
            }
            images.put(modality, array(manager, modality, image.values(), shape(modality, host.size(), image)));
            present.put(modality, image.present());
            if (known(host.days().get(modality), image.present())) {
                long[] values = Arrays.stream(host.days().get(modality))
                        .mapToLong(day -> Math.max(0, day))
                        .toArray();
                days.put(modality, manager.create(values, new Shape(values.length, 1)));
            }
        }
        NDArray hidden = array(manager, "hidden", host.hidden(), new Shape(host.size(), ROWS, COLUMNS));
        return new Brought(new InContextBatch(images, present, days, ids, hidden), List.copyOf(colours));
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

    /** Sentinel images are series, here of one date. */
    private static Shape shape(Modality modality, int count, HostImages image) {
        return modality == Modality.HR
                ? new Shape(count, image.bands(), image.height(), image.width())
                : new Shape(count, image.bands(), 1, image.height(), image.width());
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
