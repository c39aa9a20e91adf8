// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.nn.uper;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import io.skysense.api.model.Precision;
import io.skysense.api.model.Probe;
import io.skysense.engine.ops.Pooling;
import io.skysense.engine.ops.Resize;
import io.skysense.engine.ops.Rounding;
import io.skysense.nn.ConvModule;
import io.skysense.nn.NamedBlock;
import java.util.ArrayList;
import java.util.List;

/**
 * The pooling pyramid (Zhao et al. 2017, "Pyramid Scene Parsing Network"): averages over grids of several sizes beside
 * the features themselves. Children {@code 0.1}, {@code 1.1}, ... are mmseg's names.
 */
final class PyramidPooling extends NamedBlock {

    private final int inputs;
    private final int channels;
    private final boolean alignCorners;
    private final boolean rounds;
    private final Probe probe;
    private final List<Integer> scales;
    private final List<ConvModule> projections = new ArrayList<>();

    /**
     * Makes the block.
     *
     * @param inputs C
     * @param settings channels of a grid, and the sides of the grids
     * @param precision arithmetic of the products
     * @param probe is shown what is pooled: {@code ppm}
     */
    PyramidPooling(int inputs, UperSettings settings, Precision precision, Probe probe) {
        this.inputs = inputs;
        channels = settings.channels();
        alignCorners = settings.alignCorners();
        rounds = settings.roundPooled();
        this.probe = probe;
        scales = settings.poolScales();
        for (int i = 0; i < scales.size(); i++) {
            projections.add(child(i + ".1", new ConvModule(inputs, channels, 1, precision)));
        }
    }

    /** {@return channels of the result} */
    int outputs() {
        return inputs + scales.size() * channels;
    }

    /**
     * Pools.
     *
     * @param x (B, C, H, W)
     * @param training whether batch statistics are used
     * @return (B, C + scales * channels, H, W)
     */
    NDArray forward(NDArray x, boolean training) {
        NDList parts = new NDList(x);
        try {
            for (int i = 0; i < scales.size(); i++) {
                try (NDArray grid = Pooling.adaptiveAverage(x, scales.get(i), scales.get(i));
                        NDArray projected = projections.get(i).forward(grid, training)) {
                    Shape shape = x.getShape();
                    parts.add(rounded(Resize.bilinear(projected, shape.get(2), shape.get(3), alignCorners)));
                }
            }
            if (probe != Probe.NONE) {
                try (NDArray pooled = NDArrays.concat(parts.subNDList(1), 1)) {
                    probe.see("ppm", pooled);
                }
            }
            return NDArrays.concat(parts, 1);
        } finally {
            parts.subNDList(1).close();
        }
    }

    private NDArray rounded(NDArray map) {
        if (!rounds) {
            return map;
        }
        try (map) {
            return Rounding.bfloat16(map);
        }
    }

    @Override
    public NDList forward(NDList inputs, boolean training) {
        return new NDList(forward(inputs.singletonOrThrow(), training));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        Shape x = inputShapes[0];
        return new Shape[] {new Shape(x.get(0), outputs(), x.get(2), x.get(3))};
    }
}
