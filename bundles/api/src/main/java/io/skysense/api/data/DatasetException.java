// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.api.data;

import java.io.IOException;

/** A file of a dataset that cannot be used; the message is one line: file, list entry, cause. */
public class DatasetException extends IOException {

    private static final long serialVersionUID = 1L;

    /**
     * Says what is wrong.
     *
     * @param message file, list entry and cause
     */
    public DatasetException(String message) {
        super(message);
    }

    /**
     * Says what is wrong, and what it came from.
     *
     * @param message file, list entry and cause
     * @param cause the error below
     */
    public DatasetException(String message, Throwable cause) {
        super(message, cause);
    }
}
