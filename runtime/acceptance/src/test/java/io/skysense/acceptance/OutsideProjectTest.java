// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plug-ins written outside of this tree: made, built against the published API, and installed; ServeTest has a head. */
class OutsideProjectTest {

    @TempDir
    private Path folder;

    @Test
    void aReaderAndAnEncoderKeepToTheirContractsAndServe() throws Exception {
        Copy copy = Copy.make(folder.resolve("skysense"));
        build(copy, "dataset", "my-fields");
        build(copy, "encoder", "convolutions");

        String pins = run(copy, "pins");
        assertTrue(pins.matches("(?s).*\ndataset +my-fields +org\\.example\\.dataset\\.my\\.fields .*"), pins);
        assertTrue(pins.matches("(?s).*\nencoder +convolutions +org\\.example\\.encoder\\.convolutions .*"), pins);
    }

    private void build(Copy copy, String kind, String name) throws IOException, InterruptedException {
        OutsideProject project = OutsideProject.make(copy.home(), folder, kind, name);
        project.build();
        assertTrue(project.passed() > 10, kind + ": the contract has more tests");
        run(copy, "install", project.jar().toString());
    }

    private String run(Copy copy, String... words) throws IOException, InterruptedException {
        Command command = Command.run(copy.home(), folder, words);
        assertEquals(0, command.exitCode(), command.output());
        return command.output();
    }
}
