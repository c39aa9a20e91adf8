// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.shell.internal.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.skysense.shell.ShellCommand;
import io.skysense.shell.internal.Presets;
import io.skysense.shell.internal.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoCommandTest {

    @TempDir
    Path folder;

    private final TinyWorld world = new TinyWorld();
    private Shell shell = world.shell();

    @BeforeEach
    void writeData() throws IOException {
        TinyWorld.write(folder.resolve("data"), folder.resolve("configs"));
    }

    @Test
    void theWholeJobLeavesEveryResultInTheFolder() throws IOException {
        assertEquals(ShellCommand.DONE, demo("--minutes", "3"), shell.err());

        assertEquals(List.of("train 3.0", "evaluate", "predict one.tif"), world.calls());
        try (Stream<Path> files = Files.list(folder.resolve("out"))) {
            assertEquals(
                    List.of(
                            "confusion.svg",
                            "contact-sheet.png",
                            "demo.json",
                            "loss.svg",
                            "map.tif",
                            "metrics.json",
                            "metrics.svg",
                            "report.html",
                            "run"),
                    files.map(f -> f.getFileName().toString()).sorted().toList());
        }
        assertEquals(
                0.75,
                new ObjectMapper().readTree(out("metrics.json")).get("meanIoU").asDouble());
        String page = out("report.html");
        assertTrue(page.contains("finetune-tiny") && page.contains("0.7500") && page.contains("one.tif"), page);
        assertTrue(page.contains("30 steps in 3 minutes of training"), page);
        assertFalse(out("metrics.svg").contains("iou/a"), "figures of single classes are no curves");
        assertTrue(
                shell.out()
                        .contains(folder.resolve("out").resolve("report.html").toString()),
                shell.out());
    }

    @Test
    void tenMinutesAreTheDefault() {
        demo();

        assertEquals("train 10.0", world.calls().get(0));
    }

    @Test
    void aStoppedDemoGoesOnWhenItIsCalledAgain() {
        world.stopTraining(true);
        assertEquals(ShellCommand.FAILED, demo("--minutes", "3"));
        assertTrue(shell.out().contains("the same command goes on where it stopped"), shell.out());

        world.stopTraining(false);
        assertEquals(ShellCommand.DONE, demo("--minutes", "3"), shell.err());
        assertEquals(List.of("train 3.0", "resume", "evaluate", "predict one.tif"), world.calls());
    }

    @Test
    void aFolderOfAnotherDemoIsNotTouched() {
        demo("--minutes", "3");
        List<String> before = List.copyOf(world.calls());

        assertEquals(ShellCommand.FAILED, demo("--minutes", "5"));
        assertTrue(shell.err().contains("holds a demo on " + folder.resolve("data") + " with 3 minutes"), shell.err());
        assertEquals(before, world.calls());
    }

    @Test
    void aDataFolderWithoutListFilesIsOneLine() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));

        assertEquals(ShellCommand.FAILED, run("demo", "--data", empty.toString()));
        assertEquals(
                "skysense: " + empty + ": no list file <dataset>_train.json",
                shell.err().strip());
    }

    @Test
    void aDatasetWithoutPresetIsOneLineAndNothingIsTrained() throws IOException {
        Files.delete(folder.resolve("configs/finetune-tiny.json"));

        assertEquals(ShellCommand.FAILED, demo());
        assertTrue(shell.err().startsWith("skysense: finetune-tiny: no such preset file"), shell.err());
        assertEquals(List.of(), world.calls());
    }

    @Test
    void minutesMustBeAboveZero() {
        assertEquals(ShellCommand.USAGE, demo("--minutes", "0"));
        assertEquals(ShellCommand.USAGE, demo("--minutes", "long"));
        assertEquals(List.of(), world.calls());
    }

    private int demo(String... more) {
        List<String> words = new ArrayList<>(List.of(
                "demo",
                "--data",
                folder.resolve("data").toString(),
                "--out",
                folder.resolve("out").toString()));
        words.addAll(List.of(more));
        return run(words.toArray(String[]::new));
    }

    private int run(String... words) {
        shell = world.shell();
        return shell.run(List.of(new DemoCommand(shell, new Presets(folder.resolve("configs")))), words);
    }

    private String out(String name) throws IOException {
        return Files.readString(folder.resolve("out").resolve(name));
    }
}
