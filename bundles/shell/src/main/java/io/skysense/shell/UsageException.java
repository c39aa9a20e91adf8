// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.shell;

/** The value of an option or argument is not one that the command takes: wrong usage, as a word it does not know is. */
public class UsageException extends CommandException {

    private static final long serialVersionUID = 1L;

    /**
     * Says why.
     *
     * @param message one line: the option with its value, and what is expected
     */
    public UsageException(String message) {
        super(message);
    }
}
