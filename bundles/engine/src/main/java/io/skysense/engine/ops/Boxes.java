// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.engine.ops;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import io.skysense.engine.script.Script;

/** What anchor-free detectors (Tian et al. 2019, "FCOS") need. L points are the pixels of all levels, one after the other. */
public final class Boxes {

    private static final Script SCRIPT = Script.load(Boxes.class, "boxes.torchscript");

    private Boxes() {}

    /**
     * Puts the pixels of levels one after the other.
     *
     * @param maps (B, C, H_i, W_i)
     * @return (B, L, C)
     */
    public static NDArray joined(NDList maps) {
        return SCRIPT.callIn(maps.head().getManager(), "joined", maps);
    }

    /**
     * Makes distances of any numbers: exp(x scale) stride.
     *
     * @param x any shape
     * @param scale (1), learned
     * @param stride pixels of a feature pixel
     * @return the shape of x
     */
    public static NDArray distances(NDArray x, NDArray scale, double stride) {
        return SCRIPT.call("distances", x, scale, stride);
    }

    /**
     * Focal loss (Lin et al. 2017) of sigmoid(logits), summed.
     *
     * @param logits (P, K)
     * @param truth (P, K), 1 for the class of a point and 0 for the others
     * @param counts (P, 1), 1 for points that count and 0 for the others
     * @param alpha weight of what is there; 1 - alpha of what is not
     * @param gamma how much what is easy counts less
     * @return a scalar
     */
    public static NDArray focalSum(NDArray logits, NDArray truth, NDArray counts, double alpha, double gamma) {
        return SCRIPT.call("focal_sum", logits, truth, counts, alpha, gamma);
    }

    /**
     * 1 - GIoU (Rezatofighi et al. 2019) of boxes around the same points, weighed and summed.
     *
     * @param said (P, 4) distances to left, right, top and bottom, above 0
     * @param truth (P, 4) likewise
     * @param weight (P)
     * @return a scalar
     */
    public static NDArray giouSum(NDArray said, NDArray truth, NDArray weight) {
        return SCRIPT.call("giou_sum", said, truth, weight);
    }

    /**
     * Binary cross-entropy of sigmoid(logits), summed.
     *
     * @param logits (P)
     * @param truth (P), from 0 to 1
     * @return a scalar
     */
    public static NDArray entropySum(NDArray logits, NDArray truth) {
        return SCRIPT.call("entropy_sum", logits, truth);
    }

    /**
     * Takes points out.
     *
     * @param rows (B, L, C)
     * @param index (P) int64 into all B L points
     * @return (P, C)
     */
    public static NDArray rows(NDArray rows, NDArray index) {
        return SCRIPT.call("rows", rows, index);
    }

    /**
     * How sure a point is of each class: the root of the product of the class's probability and that of the point to be a
     * centre.
     *
     * @param scores (B, L, K) logits
     * @param centre (B, L, 1) logits
     * @return (B, L, K), from 0 to 1
     */
    public static NDArray confidence(NDArray scores, NDArray centre) {
        return SCRIPT.call("confidence", scores, centre);
    }
}
