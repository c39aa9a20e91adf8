// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.incontext;

import io.skysense.api.data.DatasetException;

/** A record whose label could be read, but not what a collage needs of its images. */
final class UnreadableTileException extends DatasetException {

    private static final long serialVersionUID = 1L;

    private final int record;

    UnreadableTileException(int record, DatasetException cause) {
        super(cause.getMessage(), cause);
        this.record = record;
    }

    /** {@return which record of the split} */
    int record() {
        return record;
    }
}
