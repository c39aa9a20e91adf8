// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.shell;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * The service of a command: a prototype-scoped component whose class carries picocli's {@code @Command} and whose
 * fields carry {@code @Option} and {@code @Parameters}. Each call gets an instance of its own.
 *
 * <p>From this one class come the command line ({@code skysense train ...}), the command of the running shell
 * ({@code skysense:train ...}) and the help of both. Within its group a command stands by falling service ranking.
 */
@ConsumerType
public interface ShellCommand {

    /** Exit code: everything was done. */
    int DONE = 0;

    /** Exit code: it failed, or was cancelled; a line says why. */
    int FAILED = 1;

    /** Exit code: options or arguments were wrong. */
    int USAGE = 2;

    /** {@return where the overview lists it} */
    CommandGroup group();

    /**
     * Whether it looks at or changes the platform that it runs in. Called from the command line, such a command is run by
     * the platform that another process has started with an open {@link CommandPort}, if there is one.
     *
     * @return false for one that does its work wherever it is run
     */
    default boolean actsOnPlatform() {
        return false;
    }

    /**
     * Runs with the options that were parsed into the fields.
     *
     * @param console where to print, and who to tell of progress
     * @return {@link #DONE} or {@link #FAILED}
     * @throws Exception what went wrong; an error that a user can cause is shown as its one-line message
     */
    int run(Console console) throws Exception;
}
