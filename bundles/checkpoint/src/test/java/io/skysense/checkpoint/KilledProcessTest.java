// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import io.skysense.engine.Torch;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class KilledProcessTest {

    private static final int KILLS = 5;

    @TempDir
    Path folder;

    @Test
    @Timeout(120)
    void aRunKilledAtAnyMomentGoesOnFromASoundState() throws Exception {
        Path path = folder.resolve("run");
        RunFolder.create(path, Cards.preset(), Manifest.now(3, folder, Map.of(), Map.of()))
                .close();
        Random random = new Random(11);
        long reached = 0;
        try (NDManager manager = Torch.newManager(Device.cpu())) {
            for (int kill = 0; kill < KILLS; kill++) {
                long told = runAndKill(path, random.nextInt(60));
                try (RunFolder run = RunFolder.open(path)) {
                    long found = SavingProcess.verify(run, manager);
                    // The step whose saving was cut off may be there or not; what was reported saved must be.
                    assertTrue(found >= told && found <= told + 1, "told " + told + ", found " + found);
                    assertTrue(found >= reached, "went back from " + reached + " to " + found);
                    reached = found;
                    try (WeightsFile best = run.weights()) {
                        assertTrue(
                                best.card().step() >= told,
                                "best of " + best.card().step());
                    }
                    List<MetricsLog.Row> rows = run.figures();
                    assertTrue(rows.size() >= found, rows.size() + " rows after " + found + " steps");
                }
            }
        }
        RunFolder.resume(path).close();
        assertEquals(List.of(), leftovers(path));
        assertTrue(reached > KILLS, "only " + reached + " steps in all: the process did not get to save");
    }

    /** Runs until a few steps are saved, then kills after a moment. Returns the last step that was reported. */
    private static long runAndKill(Path run, int delayMillis) throws IOException, InterruptedException {
        Process process = java(run);
        long last = -1;
        try (BufferedReader out = process.inputReader()) {
            List<String> said = new ArrayList<>();
            int saved = 0;
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                said.add(line);
                if (line.startsWith("started ") || line.startsWith("saved ")) {
                    last = Long.parseLong(line.substring(line.indexOf(' ') + 1));
                }
                if (line.startsWith("saved ") && ++saved == 2) {
                    Thread.sleep(delayMillis);
                    // Not Process.destroyForcibly, which closes the pipe that still holds what was said.
                    process.toHandle().destroyForcibly();
                }
            }
            assertTrue(saved >= 2, "the process ended by itself: " + said);
        }
        assertTrue(process.waitFor(20, TimeUnit.SECONDS));
        assertFalse(process.isAlive());
        return last;
    }

    private static Process java(Path run) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                SavingProcess.class.getName(),
                run.toString()));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private static List<Path> leftovers(Path run) throws IOException {
        try (var files = Files.walk(run)) {
            return files.filter(AtomicFile::isTemporary).toList();
        }
    }
}
