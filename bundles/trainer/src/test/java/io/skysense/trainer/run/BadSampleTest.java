// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.trainer.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skysense.api.data.DatasetException;
import io.skysense.api.progress.Progress;
import io.skysense.api.train.Preset;
import io.skysense.checkpoint.CheckpointFile;
import io.skysense.trainer.tiny.TinyPlatform;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sample that cannot be used ends a run, and costs no step of it. */
class BadSampleTest {

    /** No checkpoint but the last comes by itself before the bad sample. */
    private static final Preset PRESET = TinyPlatform.preset(
            "train.steps", "12", "train.accumulate", "1", "train.checkpointEvery", "12", "train.validateEvery", "9");

    private final TinyPlatform platform = new TinyPlatform();
    private final List<String> notes = new ArrayList<>();
    private final Progress noting = new Progress() {
        @Override
        public void note(String line) {
            notes.add(line);
        }
    };

    @TempDir
    Path folder;

    private Path whole;
    private Path run;

    @BeforeEach
    void trainUnbroken() throws IOException {
        whole = folder.resolve("whole");
        run = folder.resolve("run");
        platform.trainer().train(PRESET, TinyPlatform.data(folder, "40", "3"), whole, Progress.NONE);
    }

    @Test
    void inTrainingTheStepsBeforeItAreKept() throws IOException {
        long step = failsAt("9 broken", "3");
        assertTrue(step > 0 && step < 9, "step " + step);
        assertTrue(notes.get(notes.size() - 1).startsWith("a checkpoint of step " + step + " is written"));

        TinyPlatform.data(folder, "9", "3");
        assertEquals(12, platform.trainer().resume(run, noting).step());

        platform.trainer().train(PRESET, folder.resolve("data"), folder.resolve("mended"), Progress.NONE);
        Bits.assertSame(folder.resolve("mended"), run);
    }

    @Test
    void inValidationTheStepsBeforeItAreKeptAndItIsDoneOnceMore() throws IOException {
        assertEquals(9, failsAt("40", "3 broken"));

        TinyPlatform.data(folder, "40", "3");
        assertEquals(12, platform.trainer().resume(run, noting).step());

        assertTrue(notes.stream().anyMatch(n -> n.startsWith("step 9: overallAccuracy ")), notes::toString);
        Bits.assertSame(whole, run);
    }

    @Test
    void asLongAsItIsNotMendedResumingChangesNothing() throws IOException {
        assertEquals(9, failsAt("40", "3 broken"));
        assertThrows(DatasetException.class, () -> platform.trainer().resume(run, noting));
        assertEquals(9, newest());
    }

    /** The step of the checkpoint that a run on such data leaves. */
    private long failsAt(String train, String val) throws IOException {
        Path data = TinyPlatform.data(folder, train, val);
        DatasetException e =
                assertThrows(DatasetException.class, () -> platform.trainer().train(PRESET, data, run, noting));
        assertTrue(e.getMessage().contains("the file is truncated"), e.getMessage());
        assertEquals(0, platform.leases());
        return newest();
    }

    private long newest() throws IOException {
        try (CheckpointFile file = CheckpointFile.open(Bits.newest(run))) {
            return file.state().step();
        }
    }
}
