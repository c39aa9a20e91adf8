// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.head.detection;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import io.skysense.api.model.FeatureLevel;
import io.skysense.api.model.Precision;
import io.skysense.engine.ops.Arithmetic;
import io.skysense.engine.ops.Boxes;
import io.skysense.nn.Conv2d;
import io.skysense.nn.Initializers;
import io.skysense.nn.NamedBlock;
import java.util.ArrayList;
import java.util.List;

/**
 * FCOS (Tian et al. 2019, "FCOS: Fully convolutional one-stage object detection"): at every pixel of every level the classes,
 * the distances to the four sides of the box, whether it is the box's centre, and, of turned boxes, twice the angle as a
 * vector. Parameters have mmdet's names.
 */
final class DetectionBlock extends NamedBlock {

    /** A hundredth of all pixels are objects at the start, or the many that are not would drown the loss. */
    private static final double PRIOR = -Math.log(99);

    private static final int DISTANCES = 4;
    private static final int VECTOR = 2;

    private final int classes;
    private final List<Integer> strides;
    private final FeatureNeck neck;
    private final Tower classTower;
    private final Tower boxTower;
    private final Conv2d scores;
    private final Conv2d distances;
    private final Conv2d centre;
    private final Conv2d angle;
    private final List<Parameter> scales = new ArrayList<>();

    /**
     * Makes the block.
     *
     * @param settings shape
     * @param levels those that are used
     * @param classes K
     * @param precision arithmetic of the products
     */
    DetectionBlock(DetectionSettings settings, List<FeatureLevel> levels, int classes, Precision precision) {
        this.classes = classes;
        strides = levels.stream().map(FeatureLevel::stride).toList();
        int channels = settings.featChannels();
        neck = child(
                "neck",
                new FeatureNeck(levels.stream().map(FeatureLevel::channels).toList(), channels, precision));
        classTower = child("cls_convs", new Tower(channels, settings.stackedConvs(), precision));
        boxTower = child("reg_convs", new Tower(channels, settings.stackedConvs(), precision));
        scores = child("conv_cls", Conv2d.answering(channels, classes, 3, PRIOR, precision));
        distances = child("conv_reg", Conv2d.answering(channels, DISTANCES, 3, 0, precision));
        centre = child("conv_centerness", Conv2d.answering(channels, 1, 3, 0, precision));
        angle = settings.rotated() ? child("conv_angle", Conv2d.answering(channels, VECTOR, 3, 0, precision)) : null;
        for (int i = 0; i < levels.size(); i++) {
            scales.add(parameter("scales." + i + ".scale", Initializers.constant(1), 1));
        }
    }

    /**
     * Answers.
     *
     * @param levels (B, C_i, H_i, W_i), fine to coarse
     * @param training has no effect
     * @return with L the pixels of all levels: their heights and widths; (B, L, K) logits of the classes; (B, L, 4)
     *     distances to left, right, top and bottom in pixels of the input; (B, L, 1) logits of the centre; and of turned
     *     boxes (B, L, 2)
     */
    @Override
    public NDList forward(NDList levels, boolean training) {
        try (NDList joined = neck.forward(levels, training);
                NDList classMaps = new NDList();
                NDList boxMaps = new NDList();
                NDList centreMaps = new NDList();
                NDList angleMaps = new NDList()) {
            for (int i = 0; i < joined.size(); i++) {
                NDArray level = joined.get(i);
                try (NDArray forClasses = own(classTower.forward(level), level);
                        NDArray forBoxes = own(boxTower.forward(level), level);
                        NDArray raw = distances.forward(forBoxes)) {
                    classMaps.add(scores.forward(forClasses));
                    boxMaps.add(Boxes.distances(raw, scales.get(i).getArray(), strides.get(i)));
                    centreMaps.add(centre.forward(forBoxes));
                    if (angle != null) {
                        angleMaps.add(angle.forward(forBoxes));
                    }
                }
            }
            NDList outputs =
                    new NDList(sizes(levels), Boxes.joined(classMaps), Boxes.joined(boxMaps), Boxes.joined(centreMaps));
            if (angle != null) {
                outputs.add(Boxes.joined(angleMaps));
            }
            return outputs;
        }
    }

    private static NDArray sizes(NDList levels) {
        float[] sizes = new float[2 * levels.size()];
        for (int i = 0; i < levels.size(); i++) {
            sizes[2 * i] = levels.get(i).getShape().get(2);
            sizes[2 * i + 1] = levels.get(i).getShape().get(3);
        }
        return Arithmetic.array(levels.head().getManager(), sizes);
    }

    /** A tower of no convolutions gives its input back, which is still needed. */
    private static NDArray own(NDArray result, NDArray input) {
        return result == input ? input.duplicate() : result;
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        long points = 0;
        for (Shape x : inputShapes) {
            points += x.get(2) * x.get(3);
        }
        return new Shape[] {new Shape(inputShapes[0].get(0), points, classes)};
    }
}
