// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.trainer.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skysense.api.progress.Progress;
import io.skysense.api.train.TrainResult;
import io.skysense.checkpoint.MetricsLog;
import io.skysense.trainer.tiny.TinyPlatform;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResumeTest {

    private final TinyPlatform platform = new TinyPlatform();

    @TempDir
    Path folder;

    /** Cancels the training of this sitting after a number of steps. */
    static Progress stopAfter(int steps) {
        AtomicLong done = new AtomicLong();
        return new Progress() {
            private boolean training;

            @Override
            public void begin(String stage, long total) {
                training = stage.equals("train");
            }

            @Override
            public void update(long step, Map<String, Double> figures) {
                done.addAndGet(training ? 1 : 0);
            }

            @Override
            public boolean cancelled() {
                return training && done.get() >= steps;
            }
        };
    }

    @Test
    void aRunThatIsStoppedAgainAndAgainEndsWithTheSameBitsAsOneThatIsNot() throws IOException {
        Path data = TinyPlatform.data(folder, "7", "3");
        Path whole = folder.resolve("whole");
        TrainResult unbroken = platform.trainer().train(TinyPlatform.preset(), data, whole, Progress.NONE);
        Path broken = folder.resolve("broken");
        TrainResult part = platform.trainer().train(TinyPlatform.preset(), data, broken, stopAfter(2));
        assertFalse(part.complete());
        assertEquals(2, part.step());
        for (int sitting : new int[] {1, 8, 5, 100}) {
            part = platform.trainer().resume(broken, stopAfter(sitting));
        }
        assertTrue(part.complete());
        assertEquals(30, part.step());
        assertEquals(unbroken.bestStep(), part.bestStep());
        Bits.assertSame(whole, broken);
        assertEquals(losses(whole), losses(broken));
        assertEquals(0, platform.leases());
    }

    @Test
    void activationsThatAreRecomputedChangeNoBitOfAResumedRun() throws IOException {
        Path data = TinyPlatform.data(folder, "5", "2");
        var preset = TinyPlatform.preset("train.recompute", "true", "train.steps", "12");
        platform.trainer().train(preset, data, folder.resolve("whole"), Progress.NONE);
        platform.trainer().train(preset, data, folder.resolve("broken"), stopAfter(5));
        platform.trainer().resume(folder.resolve("broken"), Progress.NONE);
        Bits.assertSame(folder.resolve("whole"), folder.resolve("broken"));
    }

    @Test
    void pretrainingThatIsStoppedEndsWithTheSameBits() throws IOException {
        Path data = TinyPlatform.scenes(folder);
        Path whole = folder.resolve("whole");
        platform.trainer().train(TinyPlatform.context(), data, whole, Progress.NONE);
        Path broken = folder.resolve("broken");
        platform.trainer().train(TinyPlatform.context(), data, broken, stopAfter(7));
        platform.trainer().resume(broken, Progress.NONE);
        Bits.assertSame(whole, broken);
        assertEquals(losses(whole), losses(broken));
    }

    @Test
    void resumingACompleteRunChangesNothing() throws IOException {
        Path data = TinyPlatform.data(folder, "5", "2");
        Path run = folder.resolve("run");
        TrainResult first = platform.trainer().train(TinyPlatform.preset(), data, run, Progress.NONE);
        TrainResult again = platform.trainer().resume(run, Progress.NONE);
        assertTrue(again.complete());
        assertEquals(first.step(), again.step());
        assertEquals(
                first.best().orElseThrow().values(), again.best().orElseThrow().values());
    }

    private static List<MetricsLog.Row> losses(Path run) throws IOException {
        return MetricsLog.read(run.resolve("metrics.csv")).stream()
                .filter(r -> !r.name().startsWith("time/") && !r.name().equals("train/samplesPerSecond"))
                .toList();
    }
}
