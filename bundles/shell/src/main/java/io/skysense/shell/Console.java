// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.shell;

import io.skysense.api.progress.Progress;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Where a command talks to its user. */
@ProviderType
public interface Console {

    /**
     * Prints a line.
     *
     * @param line one line
     */
    void print(String line);

    /**
     * Prints a table with aligned columns; those of numbers are aligned to the right.
     *
     * @param header column names
     * @param rows cells, row by row
     */
    void table(List<String> header, List<List<String>> rows);

    /**
     * Who to tell of long work. On a terminal it draws a bar with rate, time left and figures, elsewhere it prints a
     * plain line now and then. From the first call on, Ctrl-C does not kill but sets {@link Progress#cancelled}; a
     * second one kills.
     *
     * @return the same instance at each call
     */
    Progress progress();
}
