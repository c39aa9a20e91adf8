// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.incontext;

import java.util.List;

/** Which collages make up which batch: pure functions, safe for any number of threads. */
interface CollageItems {

    /** {@return the number after the last batch; {@link Long#MAX_VALUE} for an endless sequence} */
    long batches();

    /** {@return collages of an epoch} */
    long epochLength();

    /**
     * The collages of a batch.
     *
     * @param number 0 to batches-1
     * @return at least one
     */
    List<CollageItem> batch(long number);
}
