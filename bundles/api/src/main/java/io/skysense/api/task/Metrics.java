// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.api.task;

import io.skysense.api.data.Labels;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/** Accumulates figures over an evaluation. Not thread-safe. */
@ConsumerType
public interface Metrics {

    /**
     * Takes one batch in.
     *
     * @param prediction what the head said
     * @param labels what is known, one a sample; maps of the same size as the prediction's
     */
    void update(Prediction prediction, List<Labels> labels);

    /** {@return the figures so far} */
    MetricReport report();
}
