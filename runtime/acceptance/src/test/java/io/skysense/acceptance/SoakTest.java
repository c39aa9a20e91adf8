// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plug-ins replaced under load by the built command. How long requests wait says the machine, and not this test. */
class SoakTest {

    private static final List<String> OF_THE_MACHINE = List.of("longest wait", "resident memory");

    @Test
    void replacesPlugInsUnderLoadAndLeavesEverythingAsItWas(@TempDir Path folder) throws Exception {
        Copy copy = Copy.make(folder.resolve("skysense"));
        String before = Command.run(copy.home(), folder, "pins").output();

        String said = Command.run(copy.home(), folder, "soak", "--threads", "4", "--swaps", "12")
                .output();

        List<String> missed = said.lines()
                .filter(line -> line.endsWith("missed"))
                .filter(line -> OF_THE_MACHINE.stream().noneMatch(line::startsWith))
                .toList();
        assertEquals(List.of(), missed, said);
        for (String met : List.of(
                "swaps +12 +12",
                "failed requests +0 +0",
                "wrong answers +0 +0",
                "class loaders of old versions collected +13 +13",
                "bad bundle: throws on activation +1 refused +1",
                "bad bundle: hangs in activation +1 refused +1",
                "bad bundle: leaks a thread +1 named +1",
                "bad bundle: lacks a dependency +1 refused +1",
                "bad bundle: corrupt +1 refused +1",
                "bad bundle: version already there +1 refused +1")) {
            assertTrue(said.lines().anyMatch(line -> line.matches(met + " +met")), said);
        }
        assertEquals(before, Command.run(copy.home(), folder, "pins").output());
        assertTrue(Files.notExists(copy.home().resolve("plugins/state.json")), "what is tried out is not kept");
    }
}
