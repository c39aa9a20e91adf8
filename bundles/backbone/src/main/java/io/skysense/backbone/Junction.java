// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.backbone;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import io.skysense.api.data.Modality;
import io.skysense.api.model.Probe;
import io.skysense.backbone.completion.Completed;
import io.skysense.backbone.completion.ModalityCompletion;
import io.skysense.backbone.completion.Presence;
import io.skysense.backbone.fusion.Calendar;
import io.skysense.engine.ops.Select;
import io.skysense.nn.fusion.FusionEncoder;
import java.util.EnumMap;
import java.util.Map;

/**
 * Brings the features of the modalities to one grid, completes what is missing and fuses what there is.
 *
 * <p>With one date a modality this is the reference's model. With more it is ours: completion sees the mean over the
 * dates, fusion the tokens of all of them; a sample that lacks the modality has as many tokens, all alike.
 *
 * @param upHeads what enlarges the features of s2 and s1
 * @param completion makes what is missing
 * @param fusion joins
 * @param calendar adds the days of a series; null for none
 * @param probe is shown {@code s2.uphead} and {@code s1.uphead}
 */
record Junction(
        Map<Modality, UpHead> upHeads,
        ModalityCompletion completion,
        FusionEncoder fusion,
        Calendar calendar,
        Probe probe) {

    /**
     * What comes of it.
     *
     * @param map (B, E, h, w) fused features
     * @param completed features of every modality
     */
    record Joined(NDArray map, Completed completed) implements AutoCloseable {

        /** Closes the features, not the map and not the cost. */
        @Override
        public void close() {
            completed.close();
        }
    }

    /**
     * Joins.
     *
     * @param given what there is, of each modality that any sample has
     * @param presence which samples have what; each has something
     * @param withCost whether the cost of the completion is computed
     * @param training whether stochastic depth is on
     * @return the joined features; the caller closes them
     */
    Joined join(Map<Modality, Series> given, Presence presence, boolean withCost, boolean training) {
        Map<Modality, NDArray> series = new EnumMap<>(Modality.class);
        Map<Modality, NDArray> single = new EnumMap<>(Modality.class);
        NDList owned = new NDList();
        try {
            given.forEach((modality, own) -> {
                NDArray features = enlarged(modality, own.features());
                if (features != own.features()) {
                    owned.add(features);
                }
                series.put(modality, features);
                single.put(modality, own.times() == 1 ? features : mean(features, own.times()));
                if (own.times() > 1) {
                    owned.add(single.get(modality));
                }
            });
            Completed completed = completion.complete(single, presence, withCost);
            NDArray map = fused(given, series, completed.features(), presence, training);
            // Completed features may be the enlarged ones themselves.
            completed.owned().addAll(owned);
            owned.clear();
            return new Joined(map, completed);
        } finally {
            owned.close();
        }
    }

    private NDArray enlarged(Modality modality, NDArray features) {
        UpHead head = upHeads.get(modality);
        if (head == null) {
            return features;
        }
        NDArray enlarged = head.forward(features);
        probe.at(modality.key()).see("uphead", enlarged);
        return enlarged;
    }

    /** The mean over the dates: (B*T, C, h, w) to (B, C, h, w). */
    static NDArray mean(NDArray features, int times) {
        Shape s = features.getShape();
        try (NDArray dated = features.reshape(s.get(0) / times, times, s.get(1), s.get(2), s.get(3))) {
            return dated.mean(new int[] {1});
        }
    }

    private NDArray fused(
            Map<Modality, Series> given,
            Map<Modality, NDArray> series,
            Map<Modality, NDArray> completed,
            Presence presence,
            boolean training) {
        Shape shape = completed.get(Modality.HR).getShape();
        NDList tokens = new NDList();
        try {
            for (Modality modality : Modality.values()) {
                Series own = given.get(modality);
                NDArray features = completed.get(modality);
                tokens.add(
                        own == null
                                ? places(features, 1)
                                : tokens(modality, own, series.get(modality), features, presence));
            }
            long channels = shape.get(1);
            try (NDArray joined = NDArrays.concat(tokens, 2);
                    NDArray rows = joined.reshape(-1, joined.getShape().get(2), channels);
                    NDArray fused = fusion.forward(rows, training);
                    NDArray image = fused.reshape(shape.get(0), shape.get(2), shape.get(3), -1)) {
                return image.transpose(0, 3, 1, 2);
            }
        } finally {
            tokens.close();
        }
    }

    /** (B, h*w, T, D). */
    private NDArray tokens(Modality modality, Series own, NDArray series, NDArray completed, Presence presence) {
        NDArray tokens =
                own.times() == 1 ? places(completed, 1) : dates(modality, own.times(), series, completed, presence);
        if (calendar == null || own.days() == null) {
            return tokens;
        }
        try (tokens) {
            return calendar.add(tokens, own.days());
        }
    }

    private static NDArray dates(Modality modality, int times, NDArray series, NDArray completed, Presence presence) {
        if (presence.all(modality)) {
            return places(series, times);
        }
        try (NDArray seen = places(series, times);
                NDArray made = places(completed, 1);
                NDArray mask = presence.mask(modality, series.getManager())) {
            return Select.where(mask, seen, made);
        }
    }

    /** (B*T, D, h, w) to (B, h*w, T, D). */
    private static NDArray places(NDArray features, int times) {
        Shape s = features.getShape();
        try (NDArray dated = features.reshape(s.get(0) / times, times, s.get(1), s.get(2) * s.get(3))) {
            return dated.transpose(0, 3, 1, 2);
        }
    }
}
