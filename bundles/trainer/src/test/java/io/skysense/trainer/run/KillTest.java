// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.trainer.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skysense.api.progress.Progress;
import io.skysense.api.train.Preset;
import io.skysense.trainer.tiny.TinyPlatform;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGKILL at random moments of a process of its own. */
class KillTest {

    private static final String TUNING = "fine-tuning";
    private static final String PRETRAINING = "pretraining";
    private static final int KILLS = 4;
    private static final int STEPS = 60;

    /** What a process that will be killed does at most: however fast it is, it is killed before the end of the run. */
    private static final int STEPS_A_KILL = 12;

    @TempDir
    Path folder;

    /** A checkpoint after every step: it is being written for a good part of the time. */
    static Preset preset(String kind) {
        String[] often = {"train.checkpointEvery", "1", "train.steps", Integer.toString(STEPS)};
        return kind.equals(TUNING) ? TinyPlatform.preset(often) : TinyPlatform.context(often);
    }

    @Test
    void aRunKilledAtAnyMomentEndsWithTheSameBitsAsOneThatIsNot() throws Exception {
        killed(TUNING, TinyPlatform.data(folder, "7", "3"));
    }

    @Test
    void pretrainingKilledAtAnyMomentEndsWithTheSameBitsAsOneThatIsNot() throws Exception {
        killed(PRETRAINING, TinyPlatform.scenes(folder));
    }

    private void killed(String kind, Path data) throws Exception {
        Path whole = folder.resolve("whole");
        new TinyPlatform().trainer().train(preset(kind), data, whole, Progress.NONE);

        Path broken = folder.resolve("broken");
        SplittableRandom random = new SplittableRandom(42);
        for (int kill = 0; kill < KILLS; kill++) {
            // Anywhere from the start of the process to some time after one of its next steps.
            assertEquals(137, killed(kind, data, broken, random.nextInt(0, 8), random.nextInt(0, 40)), "exit code");
        }
        Process last = start(kind, data, broken, STEPS);
        List<String> lines = new ArrayList<>();
        try (BufferedReader out = last.inputReader()) {
            out.lines().forEach(lines::add);
        }
        assertTrue(last.waitFor(120, TimeUnit.SECONDS));
        assertEquals("complete", lines.get(lines.size() - 1), () -> String.join("\n", lines));
        Bits.assertSame(whole, broken);
    }

    private static int killed(String kind, Path data, Path run, int steps, int millis)
            throws IOException, InterruptedException {
        Process process = start(kind, data, run, STEPS_A_KILL);
        try (BufferedReader out = process.inputReader()) {
            int seen = 0;
            String line = "";
            while (seen < steps && line != null) {
                line = out.readLine();
                seen += line != null && line.startsWith("step ") ? 1 : 0;
            }
            Thread.sleep(millis);
            process.destroyForcibly();
            return process.waitFor();
        }
    }

    private static Process start(String kind, Path data, Path run, int steps) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1"));
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(a -> a.startsWith("-D") || a.startsWith("--enable"))
                .forEach(command::add);
        command.addAll(List.of(
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                TrainingProcess.class.getName(),
                data.toString(),
                run.toString(),
                Integer.toString(steps),
                kind));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }
}
