// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.backbone;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import io.skysense.api.data.Modality;
import io.skysense.api.model.AnnotatedEncoder;
import io.skysense.api.model.Annotation;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Runs the encoders on pairs. A series of T dates is a batch of T images for its encoder, each beside the same
 * annotation: for one date that is the reference, for more it is ours.
 *
 * @param encoders those there are, hr always
 * @param grid sizes
 */
record AnnotatedEncoders(Map<Modality, AnnotatedEncoder> encoders, Grid grid) {

    /**
     * What the encoders see.
     *
     * @param hr the levels of the hr encoder, fine to coarse
     * @param series the last level of each modality that any sample has
     */
    record Seen(NDList hr, Map<Modality, Series> series) implements AutoCloseable {

        @Override
        public void close() {
            hr.close();
            series.values().forEach(s -> s.features().close());
        }
    }

    /**
     * Runs them.
     *
     * @param pair the batch
     * @param training whether drop path is on; then nothing that reached an encoder is closed, since a segment that
     *     runs again needs it
     * @return their features; the caller closes them
     */
    Seen run(Pair pair, boolean training) {
        Map<Modality, Series> series = new EnumMap<>(Modality.class);
        NDArray image = pair.images().get(Modality.HR);
        NDList levels = new NDList(
                encoders.get(Modality.HR).forward(image, new Annotation(pair.ids(), pair.hidden()), training));
        Seen seen = new Seen(levels, series);
        try {
            if (pair.presence().any(Modality.HR)) {
                series.put(Modality.HR, new Series(levels.get(levels.size() - 1), 1, null));
            }
            encoders.forEach((modality, encoder) -> {
                if (modality != Modality.HR && pair.presence().any(modality)) {
                    series.put(modality, series(modality, encoder, pair, training));
                }
            });
            return seen;
        } catch (RuntimeException | Error e) {
            seen.close();
            throw e;
        }
    }

    private Series series(Modality modality, AnnotatedEncoder encoder, Pair pair, boolean training) {
        NDArray image = pair.images().get(modality);
        Shape shape = image.getShape();
        int times = Math.toIntExact(shape.get(2));
        NDList inputs = new NDList(
                dates(image),
                repeated(centres(pair.ids(), grid.ratio().get(modality)), times),
                repeated(pair.hidden().reshape(pair.hidden().getShape()), times));
        try {
            Annotation annotation = new Annotation(inputs.get(1), inputs.get(2));
            List<NDArray> levels = new ArrayList<>(encoder.forward(inputs.get(0), annotation, training));
            NDArray last = levels.remove(levels.size() - 1);
            levels.forEach(NDArray::close);
            return new Series(last, times, pair.days().get(modality));
        } finally {
            if (!training) {
                inputs.close();
            }
        }
    }

    /** (B, C, T, H, W) to (B*T, C, H, W). */
    static NDArray dates(NDArray image) {
        Shape s = image.getShape();
        try (NDArray dated = image.transpose(0, 2, 1, 3, 4)) {
            return dated.reshape(s.get(0) * s.get(2), s.get(1), s.get(3), s.get(4));
        }
    }

    /** (B, H, W) to (B, H/r, W/r): the pixel at row and column (r-1)/2, rounded down, of every r by r pixels. */
    private static NDArray centres(NDArray ids, int ratio) {
        int first = (ratio - 1) / 2;
        return ids.get(":, " + first + "::" + ratio + ", " + first + "::" + ratio);
    }

    /** (B, h, w) to (B*T, h, w); closes what it is given. */
    private static NDArray repeated(NDArray maps, int times) {
        if (times == 1) {
            return maps;
        }
        Shape s = maps.getShape();
        try (maps;
                NDArray each = maps.expandDims(1);
                NDArray all = each.broadcast(s.get(0), times, s.get(1), s.get(2))) {
            return all.reshape(s.get(0) * times, s.get(1), s.get(2));
        }
    }
}
