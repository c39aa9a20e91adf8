// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.project.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skysense.api.progress.Progress;
import io.skysense.shell.CommandException;
import io.skysense.shell.Console;
import io.skysense.shell.ShellCommand;
import io.skysense.shell.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** From words to folders; that they build, and what comes of it, is tested with the built command. */
class NewCommandTest implements Console {

    @TempDir
    private Path folder;

    private final List<String> lines = new ArrayList<>();

    @Test
    void saysWhatToDoNext() throws Exception {
        Path project = folder.resolve("deep/roads");
        run("head", "roads", "--out", project.toString());

        assertEquals(
                List.of(
                        "made: " + project,
                        "build and test it: mvn package, in that folder",
                        "have it serve: skysense install "
                                + project.resolve("target/org.example.head.roads-1.0.0.jar")),
                lines);
    }

    @Test
    void namesClassesAndPackageAfterThePlugin() throws Exception {
        Path project = folder.resolve("p");
        run("head", "road-width", "--out", project.toString());
        String head = Files.readString(project.resolve("src/main/java/org/example/head/road/width/RoadWidthHead.java"));

        assertTrue(head.startsWith("package org.example.head.road.width;"), head);
        assertTrue(head.contains("return \"road-width\";"), head);
    }

    @Test
    void takesAnotherPackage() throws Exception {
        Path project = folder.resolve("p");
        run("dataset", "fields", "--package", "com.acme.eo.fields", "--out", project.toString());
        String pom = Files.readString(project.resolve("pom.xml"));

        assertTrue(Files.exists(project.resolve("src/main/resources/com/acme/eo/fields/fields.json")));
        assertTrue(pom.contains("<groupId>com.acme.eo</groupId>"), pom);
        assertTrue(pom.contains("<artifactId>com.acme.eo.fields</artifactId>"), pom);
        assertTrue(pom.contains("<skysense.repository>" + folder.toUri() + "</skysense.repository>"), pom);
    }

    @Test
    void makesAPackageOfAnyName() throws Exception {
        Path project = folder.resolve("p");
        run("encoder", "new-2d", "--out", project.toString());

        assertTrue(Files.exists(project.resolve("src/main/java/org/example/encoder/_new/_2d/New2dEncoder.java")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Roads", "2d", "road_width", "roads-", "road--width", "../roads", "roads.v1", ""})
    void refusesWhatIsNoName(String name) {
        assertThrows(
                UsageException.class,
                () -> run("head", name, "--out", folder.resolve("p").toString()));
        assertFalse(Files.exists(folder.resolve("p")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "roads",
                "org.int.roads",
                "org..roads",
                "org.Example",
                "org.example.",
                "io.skysense.roads",
                "a/b.c"
            })
    void refusesWhatIsNoPackage(String name) {
        String project = folder.resolve("p").toString();
        assertThrows(UsageException.class, () -> run("head", "roads", "--package", name, "--out", project));
        assertFalse(Files.exists(folder.resolve("p")));
    }

    @Test
    void writesOverNothing() throws Exception {
        Path project = Files.createDirectory(folder.resolve("p"));
        CommandException refused =
                assertThrows(CommandException.class, () -> run("head", "roads", "--out", project.toString()));

        assertTrue(refused.getMessage().contains(project.toString()), refused.getMessage());
        assertEquals(List.of(project), list(folder));
        assertEquals(List.of(), list(project));
    }

    @Test
    void leavesNothingBesideTheProject() throws Exception {
        Path project = folder.resolve("p");
        run("head", "roads", "--out", project.toString());

        assertEquals(List.of(project), list(folder));
    }

    @Test
    void saysThatThereIsNoApi() {
        Path none = folder.resolve("maven");
        NewCommand command = new NewCommand(Optional.of(none));
        CommandException refused = assertThrows(
                CommandException.class,
                () -> run(command, "head", "roads", "--out", folder.resolve("p").toString()));

        assertTrue(refused.getMessage().contains(none.toString()), refused.getMessage());
        assertFalse(Files.exists(folder.resolve("p")));
    }

    private void run(String... words) throws Exception {
        run(new NewCommand(Optional.of(folder)), words);
    }

    private void run(NewCommand command, String... words) throws Exception {
        ShellCommand called = new CommandLine(command)
                .parseArgs(words)
                .subcommand()
                .commandSpec()
                .commandLine()
                .getCommand();
        assertEquals(ShellCommand.DONE, called.run(this));
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    @Override
    public void print(String line) {
        lines.add(line);
    }

    @Override
    public void table(List<String> header, List<List<String>> rows) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Progress progress() {
        return Progress.NONE;
    }
}
