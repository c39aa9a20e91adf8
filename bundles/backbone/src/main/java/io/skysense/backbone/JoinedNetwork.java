// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.backbone;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import io.skysense.api.data.Modality;
import io.skysense.api.model.BackboneNetwork;
import io.skysense.api.model.Encoder;
import io.skysense.api.model.FeatureLevel;
import io.skysense.api.model.FeaturePyramid;
import io.skysense.api.model.ParameterRules;
import io.skysense.backbone.completion.Presence;
import io.skysense.engine.ops.Select;
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
 * <p>Of a sample that lacks the base modality its levels are zero, and the fused map has what was completed.
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
    public Map<Modality, Integer> ratios() {
        return grid.ratio();
    }

    @Override
    public boolean readsSeries() {
        return true;
    }

    @Override
    public FeaturePyramid forward(Map<Modality, NDArray> images, boolean training) {
        return forward(images, Map.of(), training);
    }

    @Override
    public FeaturePyramid forward(
            Map<Modality, NDArray> images, Map<Modality, List<Boolean>> present, boolean training) {
        JoinedCheck.Size size = new JoinedCheck(grid).size(images);
        Presence presence = JoinedCheck.presence(size.batch(), images.keySet(), present);
        Map<Modality, Series> series = new EnumMap<>(Modality.class);
        List<NDArray> levels = new ArrayList<>();
        for (Map.Entry<Modality, NDArray> image : new EnumMap<>(images).entrySet()) {
            Modality modality = image.getKey();
            List<NDArray> own = new ArrayList<>(seen(modality, image.getValue(), presence, training));
            int times = times(image.getValue());
            series.put(modality, new Series(own.get(own.size() - 1), times, null));
            if (modality == grid.base()) {
                own.subList(0, own.size() - 1).forEach(level -> levels.add(owned(level, times, presence, training)));
                levels.add(shown(own.get(own.size() - 1), times, presence, training));
            } else {
                own.subList(0, own.size() - 1).forEach(NDArray::close);
            }
        }
        if (levels.isEmpty()) {
            levels.addAll(nothing(images.values().iterator().next().getManager(), size));
        }
        try (Junction.Joined joined = junction.join(series, presence, false, training)) {
            levels.add(place(levels.size()), joined.map());
        } finally {
            series.values().stream()
                    .map(Series::features)
                    .filter(f -> levels.stream().noneMatch(level -> level == f))
                    .forEach(NDArray::close);
        }
        return new FeaturePyramid(levels, size.height(), size.width());
    }

    private List<NDArray> seen(Modality modality, NDArray image, Presence presence, boolean training) {
        if (presence.all(modality)) {
            return encoded(modality, image, training);
        }
        NDArray mask =
                presence.mask(modality, image.getManager(), image.getShape().dimension());
        NDArray finite = Select.keepFinite(image, mask);
        try {
            return encoded(modality, finite, training);
        } finally {
            // In training a segment that runs again still needs its input.
            if (!training) {
                mask.close();
                finite.close();
            }
        }
    }

    /** The same as {@link #shown}, of a level that nobody needs afterwards. */
    private NDArray owned(NDArray level, int times, Presence presence, boolean training) {
        NDArray shown = shown(level, times, presence, training);
        if (shown != level) {
            level.close();
        }
        return shown;
    }

    /** A level of the base modality as the pyramid has it: the mean over its dates, and nothing where a sample lacks it. */
    private NDArray shown(NDArray level, int times, Presence presence, boolean training) {
        if (times == 1) {
            return kept(level, presence, training);
        }
        NDArray mean = Junction.mean(level, times);
        NDArray kept = kept(mean, presence, training);
        if (kept != mean) {
            mean.close();
        }
        return kept;
    }

    private NDArray kept(NDArray level, Presence presence, boolean training) {
        if (presence.all(grid.base())) {
            return level;
        }
        NDArray mask = presence.mask(grid.base(), level.getManager());
        NDArray kept = Select.keep(level, mask);
        if (!training) {
            mask.close();
        }
        return kept;
    }

    private List<NDArray> nothing(NDManager manager, JoinedCheck.Size size) {
        return encoders.get(grid.base()).levels().stream()
                .map(level -> manager.zeros(new Shape(
                        size.batch(), level.channels(), size.height() / level.stride(), size.width() / level.stride())))
                .toList();
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
}
