// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.trainer.run;

import io.skysense.api.progress.Progress;
import io.skysense.trainer.tiny.TinyPlatform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** A process that trains, or goes on with a run, says after each step how far it is, and stands still if told to. */
final class TrainingProcess {

    private TrainingProcess() {}

    /** Arguments: data folder, run folder, after how many steps to wait for the end of the process, which experiment. */
    public static void main(String[] args) throws IOException {
        Path data = Path.of(args[0]);
        Path run = Path.of(args[1]);
        int most = Integer.parseInt(args[2]);
        Progress said = new Progress() {
            private int steps;

            @Override
            public void update(long done, Map<String, Double> figures) {
                System.out.println("step " + done);
                while (++steps > most) {
                    LockSupport.park();
                }
            }
        };
        TinyPlatform platform = new TinyPlatform();
        if (Files.exists(run.resolve("preset.json"))) {
            platform.trainer().resume(run, said);
        } else {
            platform.trainer().train(KillTest.preset(args[3]), data, run, said);
        }
        System.out.println("complete");
    }
}
