// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.api.train;

import io.skysense.api.progress.Progress;
import java.io.IOException;
import java.nio.file.Path;
import org.osgi.annotation.versioning.ProviderType;

/** Trains models. A run lives in a folder from which it can be resumed and used. */
@ProviderType
public interface Trainer {

    /**
     * Starts a run.
     *
     * @param preset the experiment
     * @param data the data folder
     * @param run an empty or absent folder for the run
     * @param progress watches; cancelling it writes a checkpoint and returns
     * @return how it ended
     * @throws IOException if data or run folder cannot be used
     */
    TrainResult train(Preset preset, Path data, Path run, Progress progress) throws IOException;

    /**
     * Goes on with a run from its last checkpoint; on the CPU the weights come out bit-equal to those of an unbroken run.
     *
     * @param run the folder of a run
     * @param progress watches
     * @return how it ended
     * @throws IOException if the folder holds no run or its checkpoint is damaged
     */
    TrainResult resume(Path run, Progress progress) throws IOException;
}
