// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.backbone;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.skysense.api.data.Modality;
import io.skysense.api.incontext.InContextBatch;
import io.skysense.backbone.completion.Presence;
import io.skysense.engine.ops.Select;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Looks at a batch before anything is computed; what is wrong is said with the array's name and the shape expected.
 *
 * @param grid sizes
 * @param channels bands of each modality that has an encoder
 * @param patches pixels a token at the finest level, of each of them
 * @param smallest pixels that the shorter side of a pair has at least: an attention window of the hr encoder
 * @param vocabulary V
 * @param calendarDays days of the calendar, 0 for no calendar
 */
record PairCheck(
        Grid grid,
        Map<Modality, Integer> channels,
        Map<Modality, Integer> patches,
        int smallest,
        int vocabulary,
        int calendarDays) {

    /**
     * Checks a batch, and puts what its images hold for samples that lack the modality out of harm's way.
     *
     * @param batch the batch
     * @return its arrays; the caller closes it when they are no longer used
     * @throws IllegalArgumentException if shapes, flags or values contradict one another
     */
    Pair of(InContextBatch batch) {
        Shape ids = idsOf(batch);
        int samples = Math.toIntExact(ids.get(0));
        Map<Modality, NDArray> images = new EnumMap<>(Modality.class);
        Map<Modality, List<Boolean>> present = new EnumMap<>(Modality.class);
        channels.keySet().forEach(modality -> {
            NDArray image = batch.images().get(modality);
            List<Boolean> flags = flags(batch, modality, samples);
            if (image != null) {
                checkImage(modality, image, ids);
                images.put(modality, image);
            } else if (flags.contains(true)) {
                throw new IllegalArgumentException("present." + modality.key() + ": sample " + flags.indexOf(true)
                        + " has " + modality.key() + ", but the batch has no " + modality.key() + " images");
            }
            present.put(modality, flags);
        });
        Presence presence = new Presence(samples, present);
        checkSamples(presence);
        checkHidden(batch.hidden(), ids, presence);
        Map<Modality, NDArray> days = days(batch, images);
        return pair(batch, images, days, presence, ids);
    }

    private Shape idsOf(InContextBatch batch) {
        Shape shape = batch.ids().getShape();
        require(
                shape.dimension() == 3 && batch.ids().getDataType() == DataType.INT64 && shape.get(0) > 0,
                "ids: (B, 2S, S) of int64 is expected, not " + described(batch.ids()));
        long height = shape.get(1);
        long width = shape.get(2);
        require(
                height == 2 * width,
                "ids " + shape + ": a pair is twice as high as wide, (B, 2S, S); " + height + " is not 2 * " + width);
        require(
                width >= smallest,
                "ids " + shape + ": smaller than an attention window of the hr encoder, which takes at least "
                        + new Shape(shape.get(0), 2L * smallest, smallest));
        require(
                width % grid.granularity() == 0,
                "ids " + shape + ": sides must be multiples of " + grid.granularity() + " pixels");
        long least = batch.ids().min().getLong();
        long greatest = batch.ids().max().getLong();
        require(
                least >= 0 && greatest <= vocabulary,
                "ids " + shape + ": from " + least + " to " + greatest + ", but the vocabulary's ids run from 0 to "
                        + vocabulary);
        return shape;
    }

    private static List<Boolean> flags(InContextBatch batch, Modality modality, int samples) {
        List<Boolean> flags = batch.present().get(modality);
        if (flags == null) {
            return Collections.nCopies(samples, batch.images().containsKey(modality));
        }
        require(
                flags.size() == samples,
                "present." + modality.key() + ": " + flags.size() + " flags for " + samples + " samples");
        return flags;
    }

    private void checkImage(Modality modality, NDArray image, Shape ids) {
        Shape shape = image.getShape();
        int ratio = grid.ratio().get(modality);
        long batch = ids.get(0);
        long bands = channels.get(modality);
        long height = ids.get(1) / ratio;
        long width = ids.get(2) / ratio;
        boolean series = modality != Modality.HR;
        long times = series && shape.dimension() == 5 ? shape.get(2) : 1;
        Shape expected =
                series ? new Shape(batch, bands, times, height, width) : new Shape(batch, bands, height, width);
        require(
                shape.equals(expected) && times > 0 && image.getDataType() == DataType.FLOAT32,
                modality.key() + ": "
                        + (series
                                ? "(B, C, T, H, W) = (" + batch + ", " + bands + ", T, " + height + ", " + width + ")"
                                : "(B, C, H, W) = " + expected)
                        + " of float32 is expected beside ids " + ids + ", not " + described(image));
    }

    private void checkSamples(Presence presence) {
        for (int b = 0; b < presence.batch(); b++) {
            int sample = b;
            require(
                    channels.keySet().stream().anyMatch(m -> presence.has(m, sample)),
                    "sample " + sample + " of " + presence.batch() + " has no modality at all; at least one of "
                            + channels.keySet().stream().map(Modality::key).toList() + " is needed");
        }
    }

    private void checkHidden(NDArray hidden, Shape ids, Presence presence) {
        Shape shape = hidden.getShape();
        require(
                shape.dimension() == 3 && shape.get(0) == ids.get(0) && hidden.getDataType() == DataType.FLOAT32,
                "hidden: (" + ids.get(0) + ", rows, columns) of float32 is expected, not " + described(hidden));
        channels.keySet().stream()
                .filter(m -> m == Modality.HR || presence.any(m))
                .forEach(modality -> {
                    long pixels = (long) grid.ratio().get(modality) * patches.get(modality);
                    long rows = ids.get(1) / pixels;
                    long columns = ids.get(2) / pixels;
                    require(
                            shape.get(1) > 0
                                    && shape.get(2) > 0
                                    && rows % shape.get(1) == 0
                                    && columns % shape.get(2) == 0,
                            "hidden " + shape + ": rows and columns must divide the " + rows + " x " + columns
                                    + " tokens of " + modality.key());
                });
    }

    private Map<Modality, NDArray> days(InContextBatch batch, Map<Modality, NDArray> images) {
        Map<Modality, NDArray> used = new EnumMap<>(Modality.class);
        if (calendarDays == 0) {
            return used;
        }
        batch.days().forEach((modality, days) -> {
            NDArray image = images.get(modality);
            if (image == null || modality == Modality.HR) {
                return;
            }
            Shape expected = new Shape(image.getShape().get(0), image.getShape().get(2));
            require(
                    days.getShape().equals(expected) && days.getDataType() == DataType.INT64,
                    "days." + modality.key() + ": " + expected + " of int64 is expected, not " + described(days));
            require(
                    days.min().getLong() >= 0 && days.max().getLong() < calendarDays,
                    "days." + modality.key() + ": from " + days.min().getLong() + " to "
                            + days.max().getLong() + ", but the calendar has the days 0 to " + (calendarDays - 1));
            used.put(modality, days);
        });
        return used;
    }

    private Pair pair(
            InContextBatch batch,
            Map<Modality, NDArray> images,
            Map<Modality, NDArray> days,
            Presence presence,
            Shape ids) {
        NDList owned = new NDList();
        Map<Modality, NDArray> safe = new EnumMap<>(Modality.class);
        images.forEach((modality, image) -> {
            if (presence.all(modality)) {
                safe.put(modality, image);
            } else if (presence.any(modality) || modality == Modality.HR) {
                try (NDArray mask = presence.mask(
                        modality, image.getManager(), image.getShape().dimension())) {
                    NDArray finite = Select.keepFinite(image, mask);
                    owned.add(finite);
                    safe.put(modality, finite);
                }
            }
        });
        if (!safe.containsKey(Modality.HR)) {
            // The annotation runs beside the hr image, so where there is none, an empty one stands for it.
            NDArray empty = batch.ids()
                    .getManager()
                    .zeros(new Shape(ids.get(0), channels.get(Modality.HR), ids.get(1), ids.get(2)));
            owned.add(empty);
            safe.put(Modality.HR, empty);
        }
        return new Pair(safe, days, batch.ids(), batch.hidden(), presence, owned);
    }

    private static String described(NDArray array) {
        return array.getShape() + " of " + array.getDataType().toString().toLowerCase(Locale.ROOT);
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
