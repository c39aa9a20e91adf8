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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In-context pretraining on made copies of datasets: one with aerial images alone, one with all sensors, one without. */
class PretrainTest {

    private static final int STEPS = 24;

    @TempDir
    Path folder;

    private String[] pretrain(String run) {
        List<String> line =
                new ArrayList<>(List.of("pretrain", "--preset", "pretrain-nano", "--data", "data", "--out", run));
        Stream.of(
                        "data.batch=2",
                        "train.minutes=0",
                        "train.steps=" + STEPS,
                        "train.validateEvery=" + STEPS / 2,
                        "train.checkpointEvery=6")
                .forEach(change -> line.addAll(List.of("--set", change)));
        return line.toArray(String[]::new);
    }

    private void run(String... arguments) throws IOException, InterruptedException {
        Command command = Command.run(folder, arguments);
        assertEquals(0, command.exitCode(), command.output());
    }

    @Test
    void theLossFallsAndAKilledRunEndsWithTheSameWeights() throws Exception {
        String datasets = "vaihingen,dynamic-mm,dfc20-mm";
        run("data", "make-demo", "data", "--size", "64", "--train", "9", "--val", "3", "--datasets", datasets);
        run(pretrain("whole"));

        Path whole = folder.resolve("whole");
        List<Double> losses = losses(whole);
        assertEquals(STEPS, losses.size());
        double first = mean(losses.subList(0, STEPS / 3));
        double last = mean(losses.subList(2 * STEPS / 3, STEPS));
        assertTrue(last < first, "the loss fell from " + first + " to " + last);
        String metrics = Files.readString(whole.resolve("metrics.json"));
        for (String figure : List.of("meanIoU", "untrainedMeanIoU", "constantMeanIoU")) {
            assertTrue(metrics.contains("\"" + figure + "\""), metrics);
        }
        for (String dataset : datasets.split(",")) {
            assertTrue(metrics.contains("\"" + dataset + "\""), metrics);
        }
        try (Stream<Path> files = Files.list(whole)) {
            assertTrue(files.anyMatch(file -> file.getFileName().toString().contains("tfevents")));
        }

        Path broken = folder.resolve("broken");
        Command.killOnce(broken.resolve("checkpoints/step-000006.safetensors"), folder, pretrain("broken"));
        run("resume", "broken");
        assertEquals(-1, Files.mismatch(whole.resolve("best.safetensors"), broken.resolve("best.safetensors")));
        assertEquals(losses, losses(broken));
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    /** The rows step,train/loss,value. */
    private static List<Double> losses(Path run) throws IOException {
        try (Stream<String> rows = Files.lines(run.resolve("metrics.csv"))) {
            return rows.map(row -> row.split(","))
                    .filter(row -> row[1].equals("train/loss"))
                    .map(row -> Double.valueOf(row[2]))
                    .toList();
        }
    }
}
