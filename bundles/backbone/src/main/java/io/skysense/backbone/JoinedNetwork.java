// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.backbone;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import io.skysense.api.data.Modality;
import io.skysense.api.model.BackboneNetwork;
import io.skysense.api.model.Encoder;
import io.skysense.api.model.FeatureLevel;
import io.skysense.api.model.FeaturePyramid;
import io.skysense.api.model.ParameterRules;
import io.skysense.backbone.completion.Presence;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Encoders without their annotation branch, joined for a task head: their last levels are completed and fused. The
 * pyramid has the levels of the base modality (the first there is of hr, s2 and s1) and the fused map: behind them with
 * an hr encoder, where both are equally coarse, as the reference's decoder takes it; without one in front, where it is
 * the finest, for the enlarged features are finer than those they come from.
 *
 * <p>A series may come in place of an image of s2 or s1, (B, C, T, H, W). That T is above 1, that the mean over the
 * dates stands for a level of a series, and the pyramid without an hr encoder are ours.
 *
 * @param parts everything that has parameters
 * @param encoders the encoders
 * @param junction completion and fusion
 * @param grid sizes
 * @param fusedChannels E
 */
record JoinedNetwork(Parts parts, Map<Modality, Encoder> encoders, Junction junction, Grid grid, int fusedChannels)
        implements BackboneNetwork {

    @Override
    public Block block() {
        return parts;
    }

    @Override
    public ParameterRules rules() {
        return parts.rules();
    }

    @Override
    public List<FeatureLevel> levels() {
        List<FeatureLevel> levels = new ArrayList<>(encoders.get(grid.base()).levels());
        levels.add(place(levels.size()), new FeatureLevel(fusedChannels, grid.stride()));
        return levels;
    }

    @Override
    public int granularity() {
        return grid.granularity();
    }

    @Override
    public int alignment() {
        return grid.alignment();
    }

    @Override
    public FeaturePyramid forward(Map<Modality, NDArray> images, boolean training) {
        check(images);
        Shape base = images.get(grid.base()).getShape();
        int sides = base.dimension() - 2;
        Map<Modality, Series> series = new EnumMap<>(Modality.class);
        List<NDArray> levels = new ArrayList<>();
        for (Map.Entry<Modality, NDArray> image : new EnumMap<>(images).entrySet()) {
            Modality modality = image.getKey();
            List<NDArray> own = new ArrayList<>(encoded(modality, image.getValue(), training));
            int times = times(image.getValue());
            series.put(modality, new Series(own.get(own.size() - 1), times, null));
            if (modality == grid.base()) {
                own.forEach(level -> levels.add(times == 1 ? level : Junction.mean(level, times)));
            } else {
                own.subList(0, own.size() - 1).forEach(NDArray::close);
            }
        }
        int batch = Math.toIntExact(base.get(0));
        Presence presence = Presence.everywhere(batch, series.keySet());
        try (Junction.Joined joined = junction.join(series, presence, false, training)) {
            levels.add(place(levels.size()), joined.map());
        } finally {
            series.values().stream()
                    .map(Series::features)
                    .filter(f -> levels.stream().noneMatch(level -> level == f))
                    .forEach(NDArray::close);
        }
        return new FeaturePyramid(levels, Math.toIntExact(base.get(sides)), Math.toIntExact(base.get(sides + 1)));
    }

    private int place(int levels) {
        return grid.base() == Modality.HR ? levels : 0;
    }

    private static int times(NDArray image) {
        Shape shape = image.getShape();
        return shape.dimension() == 5 ? Math.toIntExact(shape.get(2)) : 1;
    }

    private List<NDArray> encoded(Modality modality, NDArray image, boolean training) {
        Encoder encoder = encoders.get(modality);
        if (image.getShape().dimension() == 4) {
            return encoder.forward(image, training);
        }
        NDArray dates = AnnotatedEncoders.dates(image);
        try {
            return encoder.forward(dates, training);
        } finally {
            // In training a segment that runs again still needs its input.
            if (!training) {
                dates.close();
            }
        }
    }

    private void check(Map<Modality, NDArray> images) {
        NDArray base = images.get(grid.base());
        if (base == null) {
            throw new IllegalArgumentException("no " + grid.base().key() + " images in the batch");
        }
        Shape first = base.getShape();
        int sides = first.dimension() - 2;
        images.forEach((modality, image) -> {
            if (!encoders.containsKey(modality)) {
                throw new IllegalArgumentException(modality.key() + ": the model has no encoder of such images");
            }
            Shape shape = image.getShape();
            int ratio = grid.ratio().get(modality);
            boolean series = modality != Modality.HR && shape.dimension() == 5;
            long height = first.get(sides) / ratio;
            long width = first.get(sides + 1) / ratio;
            if (shape.dimension() != 4 && !series
                    || shape.get(0) != first.get(0)
                    || shape.get(shape.dimension() - 2) != height
                    || shape.get(shape.dimension() - 1) != width) {
                throw new IllegalArgumentException(modality.key() + ": (" + first.get(0) + ", C, "
                        + (modality == Modality.HR ? "" : "[T, ]") + height + ", " + width + ") is expected, not "
                        + shape);
            }
        });
        if (first.get(sides) % grid.granularity() != 0 || first.get(sides + 1) % grid.granularity() != 0) {
            throw new IllegalArgumentException(
                    grid.base().key() + " " + first + ": sides must be multiples of " + grid.granularity() + " pixels");
        }
    }
}
