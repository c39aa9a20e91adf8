// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.provision.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonKindTest {

    private final JsonKind kind = new JsonKind("mark");

    @TempDir
    Path folder;

    @Test
    void listsOnlyFilesOfItsKindByName() throws IOException {
        Path second = Files.writeString(folder.resolve("b.json"), "{\"mark\": 1}");
        Path first = Files.writeString(folder.resolve("a.json"), "{ // first\n \"mark\": 2}");
        Files.writeString(folder.resolve("c.json"), "{\"other\": 1}");
        Files.writeString(folder.resolve("d.txt"), "{\"mark\": 1}");

        assertEquals(List.of(first, second), kind.in(folder.toString()));
    }

    @Test
    void findsNothingWhereThereIsNoFolder() throws IOException {
        assertEquals(List.of(), kind.in(null));
        assertEquals(List.of(), kind.in(folder.resolve("none").toString()));
    }
}
