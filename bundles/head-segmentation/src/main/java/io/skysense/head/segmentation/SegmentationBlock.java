// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.head.segmentation;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import io.skysense.api.model.BuildContext;
import io.skysense.api.model.FeatureLevel;
import io.skysense.api.model.Precision;
import io.skysense.api.model.Probe;
import io.skysense.nn.ChosenLevels;
import io.skysense.nn.NamedBlock;
import io.skysense.nn.uper.UperHead;
import java.util.List;

/**
 * UPerHead with the reference's names, and {@code auxiliary} beside it where there is one, behind what {@link Neck} makes
 * of the pyramid.
 */
final class SegmentationBlock extends NamedBlock {

    private final Neck neck;
    private final ChosenLevels chosen;
    private final UperHead main;
    private final FcnHead auxiliary;
    private final int auxiliaryLevel;

    /**
     * Makes the block.
     *
     * @param settings both heads
     * @param pyramid of the backbone
     * @param classes K
     * @param context precision, and how layers run in training
     */
    SegmentationBlock(SegmentationSettings settings, List<FeatureLevel> pyramid, int classes, BuildContext context) {
        Precision precision = context.precision();
        neck = child("", new Neck(settings, pyramid, context));
        List<FeatureLevel> levels = neck.levels();
        chosen = ChosenLevels.orAll(settings.inIndex(), levels);
        main = child("", new UperHead(chosen.channels(), classes, settings.main(), precision, Probe.NONE));
        SegmentationSettings.AuxiliarySettings second = settings.auxiliary();
        auxiliaryLevel = second.inIndex();
        auxiliary = second.enabled()
                ? child("auxiliary", new FcnHead(levels.get(auxiliaryLevel).channels(), classes, second, precision))
                : null;
    }

    /**
     * Scores classes.
     *
     * @param pyramid all levels of the backbone's
     * @param training whether dropout and batch statistics are on
     * @return (B, K, h, w) of the main head; in training also that of the auxiliary head where there is one
     */
    @Override
    public NDList forward(NDList pyramid, boolean training) {
        NDList levels = neck.forward(pyramid, training);
        try {
            NDList outputs = main.forward(chosen.of(levels), training);
            if (training && auxiliary != null) {
                outputs.add(auxiliary.forward(levels.get(auxiliaryLevel), true));
            }
            return outputs;
        } finally {
            if (levels != pyramid) {
                levels.close();
            }
        }
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        Shape[] levels = neck.getOutputShapes(inputShapes);
        return main.getOutputShapes(new Shape[] {levels[chosen.index().get(0)]});
    }
}
