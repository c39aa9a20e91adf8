// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The model against the numbers of the reference. */
class VerifyTest {

    @Test
    void everyRecordedArrayIsMet(@TempDir Path folder) throws Exception {
        Path fixtures = Command.shared("reference/fixtures");
        assumeTrue(Files.isDirectory(fixtures), () -> "no recordings of the reference: " + fixtures);

        Command verify = Command.run(folder, "verify", "--failures", "--fixtures", fixtures.toString());

        assertEquals(0, verify.exitCode(), verify.output());
        assertTrue(verify.output().contains(" arrays compared, 0 off their limits"), verify.output());
    }

    @Test
    void aFolderWithoutRecordingsIsRefused(@TempDir Path folder) throws Exception {
        Command verify = Command.run(folder, "verify", "--fixtures", folder.toString());

        assertEquals(1, verify.exitCode(), verify.output());
        assertTrue(verify.output().contains("neither config.json nor units.npz"), verify.output());
    }
}
