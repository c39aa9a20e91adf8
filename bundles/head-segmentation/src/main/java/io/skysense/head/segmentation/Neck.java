// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.head.segmentation;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import io.skysense.api.config.SettingsException;
import io.skysense.api.model.BuildContext;
import io.skysense.api.model.FeatureLevel;
import io.skysense.head.segmentation.SegmentationSettings.NeckSettings;
import io.skysense.head.segmentation.SegmentationSettings.SeriesSettings;
import io.skysense.nn.NamedBlock;
import io.skysense.nn.neck.MultiLevelNeck;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What makes the pyramid that the heads see: {@code neck} makes other levels, {@code fusion} joins their dates. */
final class Neck extends NamedBlock {

    private final List<FeatureLevel> levels;
    private final MultiLevelNeck resizing;
    private final SeriesFusion fusion;

    /**
     * Makes the block.
     *
     * @param settings both parts
     * @param pyramid of the backbone
     * @param context precision, and how layers run in training
     * @throws SettingsException if the settings do not fit the pyramid
     */
    Neck(SegmentationSettings settings, List<FeatureLevel> pyramid, BuildContext context) {
        NeckSettings neck = settings.neck();
        List<FeatureLevel> made = pyramid;
        if (neck.outChannels() > 0) {
            List<Double> scales = scales(neck, pyramid.size());
            resizing = child("neck", new MultiLevelNeck(pyramid, neck.outChannels(), scales, context.precision()));
            made = resized(pyramid, neck.outChannels(), scales);
        } else {
            resizing = null;
        }
        SeriesSettings series = settings.series();
        if (series.dates() > 1) {
            int channels = only(made);
            fusion = child("fusion", new SeriesFusion(channels, series, context));
            int fused = series.fusion().embedDims();
            made = made.stream().map(l -> new FeatureLevel(fused, l.stride())).toList();
        } else {
            fusion = null;
        }
        levels = made;
    }

    private static List<Double> scales(NeckSettings neck, int count) {
        if (!neck.scales().isEmpty() && neck.scales().size() != count) {
            throw new SettingsException("head neck.scales: " + neck.scales().size() + " scales for the " + count
                    + " levels of the pyramid");
        }
        return neck.scales().isEmpty() ? Collections.nCopies(count, 1.0) : neck.scales();
    }

    private static List<FeatureLevel> resized(List<FeatureLevel> pyramid, int channels, List<Double> scales) {
        List<FeatureLevel> resized = new ArrayList<>();
        for (int i = 0; i < pyramid.size(); i++) {
            long stride = Math.round(pyramid.get(i).stride() / scales.get(i));
            resized.add(new FeatureLevel(channels, Math.toIntExact(Math.max(1, stride))));
        }
        return resized;
    }

    private static int only(List<FeatureLevel> levels) {
        List<Integer> channels =
                levels.stream().map(FeatureLevel::channels).distinct().toList();
        if (channels.size() > 1) {
            throw new SettingsException("head series: the levels have " + channels
                    + " channels; neck.out_channels brings them to one number, which joining their dates needs");
        }
        return channels.get(0);
    }

    /** {@return the pyramid that it makes} */
    List<FeatureLevel> levels() {
        return levels;
    }

    /**
     * Makes the pyramid.
     *
     * @param pyramid the backbone's, of B*D images; stays the caller's
     * @param training whether stochastic depth is on
     * @return that of the heads, of B places; the caller closes it if it is another
     */
    @Override
    public NDList forward(NDList pyramid, boolean training) {
        NDList made = resizing == null ? pyramid : resizing.forward(pyramid, training);
        if (fusion == null) {
            return made;
        }
        try {
            return fusion.forward(made, training);
        } finally {
            if (made != pyramid) {
                made.close();
            }
        }
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        Shape[] made = resizing == null ? inputShapes : resizing.getOutputShapes(inputShapes);
        return fusion == null ? made : fusion.getOutputShapes(made);
    }
}
