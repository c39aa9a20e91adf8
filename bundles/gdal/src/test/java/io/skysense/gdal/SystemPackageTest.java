// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.gdal;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemPackageTest {

    private static final String MD5_OF_ABC = "900150983cd24fb0d6963f7d28e17f72";

    @TempDir
    Path folder;

    private Path library;
    private Path records;

    @BeforeEach
    void install() throws IOException {
        library = Files.writeString(folder.toRealPath().resolve("libgdal.so.32.1"), "abc");
        records = Files.createDirectory(folder.resolve("info"));
        Files.writeString(
                records.resolve("libgdal32:amd64.md5sums"),
                "0123  usr/share/doc/libgdal32/NOTICE\n" + MD5_OF_ABC + "  "
                        + library.toString().substring(1) + "\n");
    }

    @Test
    void aLibraryAsItWasInstalledPasses() {
        assertDoesNotThrow(() -> SystemPackage.requireAsInstalled(library, records));
    }

    @Test
    void aChangedLibraryIsNamedWithItsPackage() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("libgdal.so.32"), library);
        Files.writeString(library, "abb");
        UnsatisfiedLinkError e =
                assertThrows(UnsatisfiedLinkError.class, () -> SystemPackage.requireAsInstalled(link, records));
        assertEquals(
                library + " is damaged: it is not as its package installed it (apt-get install --reinstall libgdal32)",
                e.getMessage());
    }

    @Test
    void aLibraryOfNoPackagePasses() throws IOException {
        Path own = Files.writeString(folder.resolve("libgdal.so.99"), "own");
        assertDoesNotThrow(() -> SystemPackage.requireAsInstalled(own, records));
        assertDoesNotThrow(() -> SystemPackage.requireAsInstalled(own, folder.resolve("no such folder")));
    }
}
