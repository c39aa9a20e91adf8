// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.provision.internal.lifecycle;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.skysense.provision.internal.Messages;
import io.skysense.provision.internal.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The state on disk.
 *
 * @param file JSON; always a whole one
 */
record StateFile(Path file) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** {@return the state; empty if there is no file yet} */
    State read() throws IOException {
        if (!Files.exists(file)) {
            return State.EMPTY;
        }
        try {
            return JSON.readValue(file.toFile(), State.class);
        } catch (IOException | RuntimeException e) {
            throw new IOException(file + ": not the state of plug-ins: " + Messages.of(e), e);
        }
    }

    /** Replaces the file at one stroke: a crash leaves the state before or the state after. */
    void write(State state) throws IOException {
        WholeFile.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(state));
    }
}
