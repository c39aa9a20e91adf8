// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pretrained model answers after prompts, without training, by the built command. */
class OneShotTest {

    @TempDir
    Path folder;

    private String run(String... arguments) throws IOException, InterruptedException {
        Command command = Command.run(folder, arguments);
        assertEquals(0, command.exitCode(), command.output());
        return command.output();
    }

    @Test
    void promptsOfADatasetMakeARunThatIsEvaluatedAndPredictsWithoutTraining() throws Exception {
        run("data", "make-demo", "data", "--size", "128", "--train", "3", "--val", "2", "--datasets", "vaihingen");
        run(
                "pretrain",
                "--preset",
                "pretrain-nano",
                "--data",
                "data",
                "--out",
                "pretrained",
                "--set",
                "data.batch=2",
                "--set",
                "train.minutes=0",
                "--set",
                "train.steps=1",
                "--set",
                "data.validation=");
        run("oneshot", "draw", "vaihingen", "data", "--shots", "1", "--out", "prompts");

        String made = run("oneshot", "make", "--run", "pretrained", "--prompts", "prompts", "--out", "oneshot");
        assertTrue(made.contains("prompts of 6 classes at 128 pixels"), made);

        String figures = run("eval", "--run", "oneshot", "--data", "data");
        assertTrue(figures.contains("mean binary IoU"), figures);
        String image;
        try (Stream<Path> images = Files.list(folder.resolve("prompts"))) {
            image = images.map(Path::toString)
                    .filter(name -> name.endsWith("-image.tif"))
                    .findFirst()
                    .orElseThrow();
        }
        run("predict", "--run", "oneshot", "--input", image, "--output", "map.tif", "--tile", "128", "--overlap", "32");
        assertTrue(Files.size(folder.resolve("map.tif")) > 0);

        Command refused =
                Command.run(folder, "oneshot", "make", "--run", "oneshot", "--prompts", "prompts", "--out", "again");
        assertEquals(1, refused.exitCode(), refused.output());
        assertTrue(refused.output().contains("its model has a head"), refused.output());
    }
}
