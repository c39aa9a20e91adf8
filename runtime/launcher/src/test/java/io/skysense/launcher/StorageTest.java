// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StorageTest {

    @TempDir
    Path root;

    @Test
    void isUsedAgainAfterAnOrderlyEnd() throws IOException {
        Path file = session("one", true);

        try (Storage storage = Storage.open(root, "one")) {
            assertTrue(storage.reused());
            assertTrue(Files.exists(file));
        }
    }

    @Test
    void unpacksNativeLibrariesAnewAtEveryUse() throws IOException {
        Path kept;
        Path library;
        try (Storage storage = Storage.open(root, "one")) {
            Path version = storage.folder().resolve("bundle9/version0.0");
            kept = Files.createDirectories(version).resolve("revision.location");
            Files.writeString(kept, "reference:x");
            library = Files.createDirectories(version.resolve("gdal-1.0.0.jar-lib/0/native"))
                    .resolve("lib.so");
            Files.writeString(library, "maybe damaged");
            storage.keep();
        }

        try (Storage storage = Storage.open(root, "one")) {
            assertTrue(storage.reused());
            assertTrue(Files.exists(kept));
            assertFalse(Files.exists(library));
        }
    }

    @Test
    void startsEmptyAfterAKill() throws IOException {
        Path file = session("one", false);

        try (Storage storage = Storage.open(root, "one")) {
            assertFalse(storage.reused());
            assertFalse(Files.exists(file));
        }
    }

    @Test
    void startsEmptyAfterAKillOfTheSecondUse() throws IOException {
        session("one", true);
        Path file = session("one", false);

        try (Storage storage = Storage.open(root, "one")) {
            assertFalse(storage.reused());
            assertFalse(Files.exists(file));
        }
    }

    @Test
    void startsEmptyForOtherBundles() throws IOException {
        Path file = session("one", true);

        try (Storage storage = Storage.open(root, "two")) {
            assertFalse(storage.reused());
            assertFalse(Files.exists(file));
        }
    }

    @Test
    void isNeverShared() {
        try (Storage first = Storage.open(root, "one");
                Storage second = Storage.open(root, "one")) {
            assertNotEquals(first.folder(), second.folder());
        }
    }

    @Test
    void isTakenAgainOnceItIsFree() {
        Path before;
        try (Storage first = Storage.open(root, "one")) {
            before = first.folder();
        }
        try (Storage second = Storage.open(root, "one")) {
            assertEquals(before, second.folder());
        }
    }

    @Test
    void saysWhereItCannotBe() throws IOException {
        Path file = Files.createFile(root.resolve("file"));

        LaunchException refused = assertThrows(LaunchException.class, () -> Storage.open(file.resolve("in"), "one"));
        assertTrue(refused.getMessage().contains(file.toString()), refused.getMessage());
    }

    /** One process's life; returns a file it left in its folder. */
    private Path session(String fingerprint, boolean orderly) throws IOException {
        try (Storage storage = Storage.open(root, fingerprint)) {
            Path file = Files.createDirectories(storage.folder()).resolve("bundle.info");
            Files.writeString(file, "state");
            if (orderly) {
                storage.keep();
            }
            return file;
        }
    }
}
