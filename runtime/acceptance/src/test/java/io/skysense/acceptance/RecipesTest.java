// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The fine-tuning recipes of the reference on made copies of their datasets, at a small size. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecipesTest {

    private static final int STEPS = 4;

    private Path folder;

    private String run(String... arguments) throws IOException, InterruptedException {
        Command command = Command.run(folder, arguments);
        assertEquals(0, command.exitCode(), command.output());
        return command.output();
    }

    @BeforeAll
    void makeCopies(@TempDir Path temporary) throws Exception {
        folder = temporary;
        String datasets = "atlantic,c2smsfloods,cabuar,germany,sos";
        run("data", "make-demo", "data", "--size", "64", "--train", "4", "--val", "2", "--datasets", datasets);
    }

    @ParameterizedTest
    @CsvSource({
        "atlantic, s2, 32, ''",
        "c2smsfloods, s2, 32, ''",
        "cabuar, s2, 32, ''",
        "germany, s2, 24, head.series.dates=3 head.series.fusion.embed_dims=16 head.series.fusion.num_layers=2"
                + " head.series.fusion.num_heads=2",
        "sos, s1, 32, ''"
    })
    void aRecipeTrainsIsJudgedAndKept(String dataset, String sensor, int crop, String own) throws Exception {
        List<String> line = new ArrayList<>(
                List.of("train", "--preset", "finetune-" + dataset, "--data", "data/" + dataset, "--out", dataset));
        Stream<String> small = Stream.of(
                "encoders." + sensor + ".arch=nano",
                "encoders." + sensor + ".out_indices=[0,1,2,3]",
                "head.channels=16",
                "head.neck.out_channels=16",
                "head.auxiliary.channels=8",
                "data.crop=" + crop,
                "data.batch=2",
                "train.steps=" + STEPS,
                "train.validateEvery=2",
                "train.checkpointEvery=2",
                "schedule.warmup=1");
        Stream.concat(small, Stream.of(own.split(" ")).filter(change -> !change.isEmpty()))
                .forEach(change -> line.addAll(List.of("--set", change)));

        run(line.toArray(String[]::new));

        Path made = folder.resolve(dataset);
        assertTrue(Files.isRegularFile(made.resolve("checkpoints/step-00000" + STEPS + ".safetensors")));
        assertTrue(Files.isRegularFile(made.resolve("best.safetensors")));
        assertTrue(Files.readString(made.resolve("metrics.json")).contains("\"meanIoU\""));
        try (Stream<String> rows = Files.lines(made.resolve("metrics.csv"))) {
            List<String> losses =
                    rows.filter(row -> row.contains(",train/loss,")).toList();
            assertEquals(STEPS, losses.size());
        }
    }
}
