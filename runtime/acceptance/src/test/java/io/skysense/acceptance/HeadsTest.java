// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The heads from made scenes to a file that a GIS can open, by the built command. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HeadsTest {

    private static final String SCENE = "data/demo/images/demo_0003.tif";

    private Path folder;

    private String run(String... arguments) throws IOException, InterruptedException {
        Command command = Command.run(folder, arguments);
        assertEquals(0, command.exitCode(), command.output());
        return command.output();
    }

    @BeforeAll
    void makeScenes(@TempDir Path temporary) throws Exception {
        folder = temporary;
        run("data", "make-scenes", "data", "--train", "3", "--val", "2", "--size", "256");
    }

    private void train(String preset, String run) throws Exception {
        List<String> line = new ArrayList<>(List.of("train", "--preset", preset, "--data", "data", "--out", run));
        Stream.of("data.crop=64", "data.batch=2", "train.minutes=0", "train.steps=2")
                .forEach(change -> line.addAll(List.of("--set", change)));
        run(line.toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource({
        "finetune-demo-trees, r2, trees.tif",
        "finetune-demo-classes, meanAveragePrecision, classes.tif",
        "finetune-demo-houses, ap50, houses.geojson"
    })
    void aHeadLearnsIsJudgedAndWritesAMap(String preset, String figure, String output) throws Exception {
        train(preset, preset);

        run("eval", "--run", preset, "--json", preset + ".json");
        run("predict", "--run", preset, "--input", SCENE, "--output", output, "--tile", "64", "--overlap", "16");

        String figures = Files.readString(folder.resolve(preset + ".json"));
        assertTrue(figures.contains("\"" + figure + "\""), figures);
        byte[] written = Files.readAllBytes(folder.resolve(output));
        String start = new String(written, 0, 4, StandardCharsets.ISO_8859_1);
        assertTrue(output.endsWith(".tif") ? start.startsWith("II") : start.startsWith("{"), start);
    }

    @Test
    void datesOfAModelForOneAreRefusedInOneLine() throws Exception {
        train("finetune-demo-trees", "one");

        Command refused =
                Command.run(folder, "predict", "--run", "one", "--input", SCENE, "--input", SCENE, "--output", "x.tif");

        assertEquals(1, refused.exitCode(), refused.output());
        assertTrue(refused.output().contains("the model looks at 1 date; 2 rasters are given"), refused.output());
    }
}
