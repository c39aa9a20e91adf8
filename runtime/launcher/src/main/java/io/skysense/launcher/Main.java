// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.launcher;

import java.nio.file.Path;
import java.util.Optional;

/** Starts the platform from its folder: with arguments to run one command, without to open the shell. */
public final class Main {

    private static final int FAILED = 1;

    private Main() {}

    /**
     * Runs and exits: 0 done, 1 failed, 2 wrong usage.
     *
     * @param arguments the command with its options; none opens the shell
     */
    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    private static int run(String[] arguments) {
        try {
            Session session = new Session(new Distribution(Path.of(required("skysense.home"))));
            return arguments.length == 0 ? session.open() : session.run(arguments);
        } catch (LaunchException e) {
            System.err.println("skysense: " + e.getMessage());
            return FAILED;
        } catch (RuntimeException | Error e) {
            e.printStackTrace(); // a defect: the trace is what helps, and no thread may keep the process alive
            return FAILED;
        }
    }

    private static String required(String property) {
        return Optional.ofNullable(System.getProperty(property))
                .orElseThrow(() -> new LaunchException("system property " + property + " is not set"));
    }
}
