// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.shell.internal.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skysense.shell.internal.terminal.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandServerTest {

    private static final String LONG = "ä".repeat(100_000);

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void aCommandRunsThereAndPrintsHere() throws IOException {
        try (CommandServer server = CommandServer.open(socket(), CommandServerTest::echo)) {
            assertEquals(3, ask(List.of("install", "x.jar")));
        }
        assertEquals(
                List.of("install, x.jar in " + folder, "72 columns", LONG),
                out.toString().lines().toList());
        assertEquals(List.of("an error"), err.toString().lines().toList());
    }

    @Test
    void commandsComeOneAfterTheOther() throws IOException {
        try (CommandServer server = CommandServer.open(socket(), CommandServerTest::echo)) {
            for (int i = 0; i < 5; i++) {
                assertEquals(3, ask(List.of("pins")));
            }
        }
        assertFalse(Files.exists(socket()));
    }

    @Test
    void onlyItsOwnerMayConnect() throws IOException {
        try (CommandServer server = CommandServer.open(socket(), CommandServerTest::echo)) {
            assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)));
        }
    }

    @Test
    void oneProcessTakesCommandsAndAnotherIsTold() throws IOException {
        try (CommandServer server = CommandServer.open(socket(), CommandServerTest::echo)) {
            IOException taken =
                    assertThrows(IOException.class, () -> CommandServer.open(socket(), CommandServerTest::echo));

            assertTrue(taken.getMessage().startsWith("another platform"), taken.getMessage());
            assertEquals(3, ask(List.of("pins")));
        }
    }

    @Test
    void whatAKilledPlatformLeftIsNoPlatform() throws IOException {
        Files.writeString(socket(), "");

        assertTrue(RunningPlatform.find(socket()).isEmpty());
        try (CommandServer server = CommandServer.open(socket(), CommandServerTest::echo)) {
            assertEquals(3, ask(List.of("pins")));
        }
    }

    @Test
    void aPlatformThatFailsInTheMiddleIsToldFromOneThatIsDone() throws IOException {
        try (CommandServer server = CommandServer.open(socket(), (words, where, terminal) -> {
            terminal.line("begun");
            throw new IllegalStateException("broken");
        })) {
            IOException ended = assertThrows(IOException.class, () -> ask(List.of("install")));

            assertEquals("the running platform ended before the command", ended.getMessage());
            assertEquals("begun", out.toString().strip());
        }
    }

    private static int echo(List<String> words, Path where, Terminal terminal) {
        terminal.line(String.join(", ", words) + " in " + where);
        terminal.err().println("an error");
        terminal.line(terminal.width() + " columns");
        terminal.line(LONG);
        return 3;
    }

    private int ask(List<String> words) throws IOException {
        Terminal terminal = new Terminal(new PrintWriter(out), new PrintWriter(err), false, 72, true);
        try (RunningPlatform platform = RunningPlatform.find(socket()).orElseThrow()) {
            return platform.run(words, folder, terminal);
        }
    }

    private Path socket() {
        return folder.resolve("p.sock");
    }
}
