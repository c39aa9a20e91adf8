// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.trainer.job;

import io.skysense.api.model.ModelState;
import io.skysense.api.task.MetricReport;
import io.skysense.trainer.step.Feed;
import java.io.IOException;
import java.util.function.LongPredicate;

/** A model in training, with what it learns from and what it is judged by. */
public interface Learner extends AutoCloseable {

    /** {@return its weights} */
    ModelState model();

    /**
     * Begins to make micro-batches; each is a pure function of the run's seed and its number.
     *
     * @param first number of the first: 0, or where a resumed run goes on
     * @return the micro-batches; the caller closes them
     * @throws IOException if a list cannot be read or is empty
     */
    Feed feed(long first) throws IOException;

    /**
     * Judges the weights as they are.
     *
     * @param goOn is told after each sample how many were seen, and says whether to go on
     * @return the figures over the samples seen
     * @throws IOException if a sample cannot be used or has no label
     */
    MetricReport validate(LongPredicate goOn) throws IOException;

    /** {@return the figure of the validation that picks the best weights; larger is better} */
    String monitor();

    @Override
    void close();
}
