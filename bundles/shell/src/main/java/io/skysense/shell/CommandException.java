// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.shell;

/** A command cannot go on for a reason that its user can mend. */
public class CommandException extends Exception {

    private static final long serialVersionUID = 1L;

    /**
     * Says why.
     *
     * @param message one line: what, where, and what to do
     */
    public CommandException(String message) {
        super(message);
    }
}
