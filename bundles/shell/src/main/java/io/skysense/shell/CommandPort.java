// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.shell;

import java.io.IOException;
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
}
