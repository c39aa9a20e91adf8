// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.loader;

import java.io.IOException;
import java.util.Optional;

/** Makes batches by number; a pure function of the number, called by several threads at once. */
interface BatchSource {

    /** {@return the number after the last batch; {@link Long#MAX_VALUE} for an endless sequence} */
    long end();

    /**
     * Makes a batch.
     *
     * @param number 0 to end-1
     * @param pool where its buffers come from
     * @return the batch; empty if nothing is left of it under the dataset's policy
     * @throws IOException if a sample cannot be read; the message names it
     */
    Optional<HostBatch> make(long number, BufferPool pool) throws IOException;
}
