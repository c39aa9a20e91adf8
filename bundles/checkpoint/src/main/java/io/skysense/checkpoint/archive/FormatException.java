// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.checkpoint.archive;

import java.io.IOException;

/** A file is not what its format asks for; the message is one line that does not name the file. */
public class FormatException extends IOException {

    private static final long serialVersionUID = 1L;

    /**
     * Says what does not hold.
     *
     * @param message entry and cause
     */
    public FormatException(String message) {
        super(message);
    }

    /** Throws unless a condition holds. */
    public static void expect(boolean holds, String otherwise) throws FormatException {
        if (!holds) {
            throw new FormatException(otherwise);
        }
    }
}
