// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.api.train;

import io.skysense.api.progress.Progress;
import io.skysense.api.task.MetricReport;
import java.io.IOException;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;

/** Evaluates the model of a run. */
@ProviderType
public interface Evaluator {

    /**
     * Runs the model over a list of samples.
     *
     * @param request which run and which data
     * @param each gets every sample with its prediction, in order
     * @param progress watches
     * @return the figures
     * @throws IOException if run or data cannot be used
     * @throws java.util.concurrent.CancellationException if {@code progress} is cancelled: half an evaluation is none
     */
    MetricReport evaluate(EvaluationRequest request, Consumer<EvaluatedSample> each, Progress progress)
            throws IOException;
}
