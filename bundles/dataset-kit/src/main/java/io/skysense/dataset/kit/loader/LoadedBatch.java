// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.loader;

import java.util.List;

/** What a {@link BatchLoader} gives: samples in host memory whose buffers are used again once it is closed. */
public interface LoadedBatch extends AutoCloseable {

    /** {@return its place in the sequence of batches, from 0} */
    long number();

    /** {@return what the samples are called, in order} */
    List<String> ids();

    /** {@return B, the number of samples} */
    default int size() {
        return ids().size();
    }

    /** Gives the buffers back. May be called more than once, and after the loader was closed. */
    @Override
    void close();
}
