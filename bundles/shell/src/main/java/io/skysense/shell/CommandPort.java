// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.shell;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Lets commands of other processes act on this platform: those that {@link ShellCommand#actsOnPlatform} are run here, and
 * print there. Only processes of the same user reach it.
 */
@ProviderType
public interface CommandPort {

    /**
     * Opens the port.
     *
     * @return closes it; commands under way end first
     * @throws IOException if another process has it open, or it cannot be opened
     */
    AutoCloseable open() throws IOException;

    /**
     * What came of a command.
     *
     * @param exitCode 0 if it did what it was to do
     * @param output all that it printed
     */
    record Sent(int exitCode, String output) {}

    /**
     * Has the platform of another process run a command.
     *
     * @param socket where its port is
     * @param words the command with its options
     * @return what came of it
     * @throws IOException if no platform listens there, or it ends before the command
     */
    Sent send(Path socket, List<String> words) throws IOException;
}
