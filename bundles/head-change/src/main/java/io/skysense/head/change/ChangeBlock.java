// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.head.change;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import io.skysense.api.model.FeatureLevel;
import io.skysense.api.model.Precision;
import io.skysense.api.model.Probe;
import io.skysense.head.change.ChangeSettings.Join;
import io.skysense.head.change.ChangeSettings.Task;
import io.skysense.nn.NamedBlock;
import io.skysense.nn.uper.UperHead;
import java.util.List;

/** UPerHead on the features of both dates; for damage, {@code localisation} beside it on those of the first. */
final class ChangeBlock extends NamedBlock {

    private static final int BUILDING_OR_NOT = 2;

    private final Join join;
    private final UperHead change;
    private final UperHead localisation;

    /**
     * Makes the block.
     *
     * @param settings task and shape
     * @param levels the pyramid of one date
     * @param classes K
     * @param precision arithmetic of the products
     */
    ChangeBlock(ChangeSettings settings, List<FeatureLevel> levels, int classes, Precision precision) {
        join = settings.join();
        boolean damage = settings.task() == Task.DAMAGE;
        int times = join == Join.CONCAT ? 2 : 1;
        List<Integer> one = levels.stream().map(FeatureLevel::channels).toList();
        List<Integer> both = one.stream().map(c -> times * c).toList();
        // Of damage only the grades are told here: whether there is a building, the other says.
        int outputs = damage ? classes - 1 : classes;
        change = child("", new UperHead(both, outputs, settings.uper(), precision, Probe.NONE));
        localisation = damage
                ? child("localisation", new UperHead(one, BUILDING_OR_NOT, settings.uper(), precision, Probe.NONE))
                : null;
    }

    /**
     * Scores classes.
     *
     * @param levels (2B, C_i, H_i, W_i)
     * @param training whether dropout and batch statistics are on
     * @return (B, K, h, w); for damage (B, K-1, h, w) of the grades and (B, 2, h, w) of buildings
     */
    @Override
    public NDList forward(NDList levels, boolean training) {
        NDList outputs;
        try (NDList both = TwoDates.joined(levels, join)) {
            outputs = change.forward(both, training);
        }
        if (localisation != null) {
            try (NDList first = TwoDates.first(levels)) {
                outputs.addAll(localisation.forward(first, training));
            }
        }
        return outputs;
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        Shape x = inputShapes[0];
        return change.getOutputShapes(new Shape[] {new Shape(x.get(0) / 2, x.get(1), x.get(2), x.get(3))});
    }
}
