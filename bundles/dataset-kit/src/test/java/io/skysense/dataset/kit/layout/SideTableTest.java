// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.layout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skysense.api.data.DatasetException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SideTableTest {

    @TempDir
    private Path folder;

    private List<SideTable.Row> read(String text) throws IOException {
        return SideTable.read(Files.writeString(folder.resolve("t.csv"), text), "heights", "FILE", "height");
    }

    @Test
    void columnsAreFoundByNameInAnyOrderAndCase() throws IOException {
        List<SideTable.Row> rows = read("Height,\"file\",more\n2.5,\"a.jpg\",x\n\n,b.jpg,y\n");

        assertEquals("a.jpg", rows.get(0).text("FILE"));
        assertEquals(2.5, rows.get(0).number("height"));
        assertTrue(Double.isNaN(rows.get(1).number("height")));
        assertEquals(2, rows.size());
    }

    @Test
    void whatIsWrongIsNamedWithItsLine() throws IOException {
        Path file = folder.resolve("t.csv");
        assertRefused(file + ": no such file; it holds heights", () -> SideTable.read(file, "heights"));
        assertRefused(file + ": has no column height", () -> read("file\na\n"));
        assertRefused(file + ": line 2: 1 cells, and the table has 2", () -> read("file,height\na\n"));
        SideTable.Row row = read("file,height\na,tall\n").get(0);
        assertRefused(file + ": line 2: height: \"tall\" is no number", () -> row.number("height"));
    }

    private static void assertRefused(String said, org.junit.jupiter.api.function.Executable work) {
        assertEquals(said, assertThrows(DatasetException.class, work).getMessage());
    }
}
