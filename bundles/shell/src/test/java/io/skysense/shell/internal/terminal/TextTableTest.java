// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.shell.internal.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextTableTest {

    @Test
    void numbersStandRightAndTextLeft() {
        List<List<String>> rows = List.of(List.of("cpu", "1.5 GiB", "1.0.0"), List.of("gpu0", "-", "12.0.0"));

        assertEquals(
                List.of("name   memory  version", "cpu   1.5 GiB  1.0.0", "gpu0        -  12.0.0"),
                TextTable.lines(List.of("name", "memory", "version"), rows));
    }

    @Test
    void aTableWithoutRowsIsItsHeader() {
        assertEquals(List.of("a  b"), TextTable.lines(List.of("a", "b"), List.of()));
    }
}
