// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.trainer.job;

import ai.djl.Device;
import io.skysense.api.data.DatasetTable;
import io.skysense.api.model.ModelOutline;
import io.skysense.api.model.Recompute;
import io.skysense.api.train.Preset;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a run is to do, with its data open: all in which one kind of run differs from another. */
public interface Job extends AutoCloseable {

    /** {@return the experiment; what the data folder decides is settled} */
    Preset preset();

    /** {@return what the model would hold} */
    ModelOutline outline();

    /** {@return height and width in pixels of the samples that training computes with, on the finest grid} */
    int[] extent();

    /** {@return what the weights' file says of the data, if it is of one dataset} */
    Optional<DatasetTable> table();

    /** {@return version of the bundle of every reader, by symbolic name} */
    Map<String, String> versions();

    /** {@return the list files that are read} */
    List<Path> lists() throws IOException;

    /** {@return samples of an epoch of training} */
    long epoch();

    /** {@return samples of a validation; 0 if there is none} */
    long validation();

    /** {@return how often so far a sample was left out, or another stood for it, because of its files or its label} */
    long leftOut();

    /** {@return whether the model is validated before its first step too, to be compared with} */
    boolean judgesUntrained();

    /**
     * Builds the model.
     *
     * @param device where its weights live
     * @param recompute how segments are run in training
     * @return the learner; the caller closes it before the job
     */
    Learner learner(Device device, Recompute recompute);

    /** Closes the data. */
    @Override
    void close();
}
