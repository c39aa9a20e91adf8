// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.api.task;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import io.skysense.api.data.LabelKind;
import io.skysense.api.model.FeaturePyramid;
import io.skysense.api.model.Network;
import java.util.Map;
import org.osgi.annotation.versioning.ConsumerType;

/** A built task head. */
@ConsumerType
public interface HeadNetwork extends Network {

    /** {@return what it learns from and says} */
    LabelKind kind();

    /**
     * How many dates of each place it looks at. The backbone computes each date by itself; the head gets the features of
     * B places as a batch of B*D, the dates of a place one after the other.
     *
     * @return D, 1 or more; every modality must have as many, unless {@link #repeatsDates()}
     */
    default int dates() {
        return 1;
    }

    /**
     * The side in pixels of the images that it sees: larger and smaller ones are resized to it, so tiles of a raster are
     * best cut at it.
     *
     * @return 0 if it sees images of any size as they are
     */
    default int side() {
        return 0;
    }

    /**
     * Whether a series of fewer dates may be learned from and judged: some of them then come more than once.
     *
     * @return false for a head to which each date means something else
     */
    default boolean repeatsDates() {
        return false;
    }

    /**
     * Runs the head.
     *
     * @param features the backbone's pyramid of B*D images
     * @param training whether dropout and batch statistics are on
     * @return the raw outputs that {@link #loss} and {@link #predict} take
     */
    NDList forward(FeaturePyramid features, boolean training);

    /**
     * The loss of a batch.
     *
     * @param outputs what {@link #forward} gave
     * @param labels in the shape that {@link LabelKind} gives for labels; some of them are known
     * @return its parts by name, each a scalar; their sum is minimised
     */
    Map<String, NDArray> loss(NDList outputs, NDArray labels);

    /**
     * Decodes raw outputs.
     *
     * @param outputs what {@link #forward} gave
     * @param height H of the input
     * @param width W of the input
     * @return the prediction, of this {@link #kind}
     */
    Prediction predict(NDList outputs, int height, int width);

    /** {@return an empty accumulator of the task's figures} */
    Metrics metrics();

    /** {@return the figure of {@link #metrics} that picks the best checkpoint; larger is better} */
    String monitor();
}
