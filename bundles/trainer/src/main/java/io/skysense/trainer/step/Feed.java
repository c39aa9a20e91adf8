// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.trainer.step;

import java.io.IOException;

/** The endless sequence of micro-batches of a training run. One thread. */
public interface Feed extends AutoCloseable {

    /**
     * Takes the next one, waiting until it is ready.
     *
     * @return the micro-batch, which the caller closes
     * @throws IOException if a sample of it cannot be used; names it
     */
    MicroBatch next() throws IOException;

    /** Stops what works ahead. */
    @Override
    void close();
}
