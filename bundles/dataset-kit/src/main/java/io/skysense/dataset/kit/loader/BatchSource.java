// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.loader;

import java.io.IOException;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Makes batches by number; a pure function of the number, called by several threads at once.
 *
 * @param <B> what it makes
 */
@ConsumerType
public interface BatchSource<B extends LoadedBatch> {

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
    Optional<B> make(long number, BufferPool pool) throws IOException;
}
