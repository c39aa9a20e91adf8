// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.head.change;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import io.skysense.nn.segmentation.SegmentationLoss;
import java.util.Map;

/**
 * One class a pixel, of which the first is no change.
 *
 * @param loss of the classes
 */
record ClassesOfChange(SegmentationLoss loss) implements ChangeTask {

    @Override
    public Map<String, NDArray> loss(NDList scores, NDArray labels) {
        return loss.parts(scores.head(), labels);
    }

    @Override
    public NDArray probabilities(NDList scores) {
        return scores.head().softmax(1);
    }

    @Override
    public String monitor() {
        return ChangeMetrics.CHANGE_IOU;
    }
}
