// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.api.task;

import io.skysense.api.data.LabelMap;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/** Accumulates figures over an evaluation. Not thread-safe. */
@ConsumerType
public interface Metrics {

    /**
     * Takes one batch in.
     *
     * @param prediction what the head said
     * @param labels one map of the same size a sample
     */
    void update(Prediction prediction, List<LabelMap> labels);

    /** {@return the figures so far} */
    MetricReport report();
}
