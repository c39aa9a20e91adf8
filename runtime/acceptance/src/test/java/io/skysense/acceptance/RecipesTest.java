// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The fine-tuning recipes of the reference, and Flood-3i beside one shot, on made copies of their datasets, at a small size, in one process. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecipesTest {

    private static final int STEPS = 2;

    private static final List<String> SERIES = List.of(
            "data.crop=24",
            "head.series.dates=3",
            "head.series.fusion.embed_dims=16",
            "head.series.fusion.num_layers=2",
            "head.series.fusion.num_heads=2");

    private Path folder;
    private String said;

    @BeforeAll
    void train(@TempDir Path temporary) throws IOException, InterruptedException {
        folder = temporary;
        List<String> lines = new ArrayList<>();
        lines.add("data make-demo data --size 64 --train 4 --val 2"
                + " --datasets 'atlantic,c2smsfloods,cabuar,flood3i,germany,sos'");
        for (String dataset : List.of("atlantic", "c2smsfloods", "cabuar")) {
            lines.add(recipe(dataset, necked("s2"), List.of("data.crop=32")));
        }
        lines.add(recipe("germany", necked("s2"), SERIES));
        lines.add(recipe("sos", necked("s1"), List.of("data.crop=32")));
        List<String> aerial = List.of("encoders.hr.arch=nano", "encoders.hr.embed_dims=16");
        lines.add(recipe("flood3i", aerial, List.of("data.crop=64", "precision=fp32", "data.threads=1")));
        said = Command.shell(folder, lines).output();
    }

    /** A small vision transformer, and what makes a pyramid of it. */
    private static List<String> necked(String sensor) {
        return List.of(
                "encoders." + sensor + ".arch=nano",
                "encoders." + sensor + ".out_indices=[0,1,2,3]",
                "head.neck.out_channels=16",
                "head.auxiliary.channels=8");
    }

    private static String recipe(String dataset, List<String> parts, List<String> own) {
        Stream<String> small = Stream.of(
                "head.channels=16",
                "data.batch=2",
                "train.steps=" + STEPS,
                "train.validateEvery=" + STEPS,
                "train.checkpointEvery=" + STEPS,
                "schedule.warmup=1");
        return Stream.of(small, parts.stream(), own.stream())
                .flatMap(changes -> changes)
                .map(change -> " --set '" + change + "'")
                .collect(Collectors.joining(
                        "", "train --preset finetune-%1$s --data data/%1$s --out %1$s".formatted(dataset), ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"atlantic", "c2smsfloods", "cabuar", "flood3i", "germany", "sos"})
    void aRecipeTrainsIsJudgedAndKept(String dataset) throws IOException {
        Path run = folder.resolve(dataset);
        assertTrue(Files.isRegularFile(run.resolve("checkpoints/step-00000" + STEPS + ".safetensors")), said);
        assertTrue(Files.isRegularFile(run.resolve("best.safetensors")), said);
        assertTrue(Files.readString(run.resolve("metrics.json")).contains("\"meanIoU\""), said);
        try (Stream<String> rows = Files.lines(run.resolve("metrics.csv"))) {
            List<String> losses =
                    rows.filter(row -> row.contains(",train/loss,")).toList();
            assertEquals(STEPS, losses.size(), said);
        }
    }
}
