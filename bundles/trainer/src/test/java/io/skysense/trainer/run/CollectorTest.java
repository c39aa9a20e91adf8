// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.trainer.run;

import io.skysense.api.progress.Progress;
import io.skysense.api.train.Preset;
import io.skysense.trainer.tiny.TinyPlatform;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs while the garbage collector works all the time, and what it frees is written over at once. */
class CollectorTest {

    private static final String STEPS = "10";
    private static final int BUFFERS = 2000;

    @TempDir
    Path folder;

    private final AtomicBoolean done = new AtomicBoolean();
    private Thread collector;

    @BeforeEach
    void collect() {
        collector = new Thread(
                () -> {
                    while (!done.get()) {
                        System.gc();
                        // Of the sizes in which DJL holds a number or a few of them.
                        for (int i = 0; i < BUFFERS; i++) {
                            ByteBuffer.allocateDirect(4 + i % 64).putInt(0x7f7fffff);
                        }
                    }
                },
                "collector");
        collector.start();
    }

    @AfterEach
    void stop() throws InterruptedException {
        done.set(true);
        collector.join();
    }

    @Test
    void fineTuningGivesTheSameBits() throws Exception {
        compare(TinyPlatform.preset("train.steps", STEPS), TinyPlatform.data(folder, "7", "3"));
    }

    @Test
    void pretrainingGivesTheSameBits() throws Exception {
        compare(TinyPlatform.context("train.steps", STEPS), TinyPlatform.scenes(folder));
    }

    private void compare(Preset preset, Path data) throws Exception {
        Path once = folder.resolve("once");
        Path again = folder.resolve("again");
        new TinyPlatform().trainer().train(preset, data, once, Progress.NONE);
        new TinyPlatform().trainer().train(preset, data, again, Progress.NONE);
        Bits.assertSame(once, again);
    }
}
