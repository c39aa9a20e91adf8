// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.provision.internal.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a killed process has left goes; what another one is just installing stays. */
class LeftoversTest {

    private static final Instant NOW = Instant.now();

    @TempDir
    Path folder;

    private void file(String name, Duration age) throws IOException {
        Path file = Files.writeString(folder.resolve(name), name);
        Files.setLastModifiedTime(file, FileTime.from(NOW.minus(age)));
    }

    private Set<String> left() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).collect(Collectors.toSet());
        }
    }

    @Test
    void onlyOldFilesOfPlugInsThatNobodyKnowsAreDeleted() throws IOException {
        file("known-1.0.0.jar", Duration.ofDays(9));
        file("killed-1.0.0.jar", Duration.ofDays(9));
        file("bundle1.staged", Duration.ofHours(2));
        file("bundle2.staged", Duration.ofSeconds(5));
        file("arriving-1.0.0.jar", Duration.ofSeconds(5));
        file("state.json", Duration.ofDays(9));

        new Leftovers(folder, Set.of("known-1.0.0.jar")).delete(NOW.minus(Duration.ofHours(1)));

        assertEquals(Set.of("known-1.0.0.jar", "bundle2.staged", "arriving-1.0.0.jar", "state.json"), left());
    }

    @Test
    void aFolderThatIsNotThereHasNone() throws IOException {
        new Leftovers(folder.resolve("none"), Set.of()).delete(NOW);
    }
}
