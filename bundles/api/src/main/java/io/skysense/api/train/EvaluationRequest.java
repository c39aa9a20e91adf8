// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.api.train;

import io.skysense.api.infer.TestTime;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What to evaluate.
 *
 * @param run folder of the run; its best checkpoint is used, else its last
 * @param data the data folder; if absent, the one the run was trained on
 * @param list a list file; if absent, the run's validation split
 * @param testTime how the model sees each image
 */
public record EvaluationRequest(Path run, Optional<Path> data, Optional<Path> list, TestTime testTime) {

    /**
     * Each image as it is.
     *
     * @param run folder of the run
     * @param data the data folder; if absent, the one the run was trained on
     * @param list a list file; if absent, the run's validation split
     */
    public EvaluationRequest(Path run, Optional<Path> data, Optional<Path> list) {
        this(run, data, list, TestTime.NONE);
    }
}
