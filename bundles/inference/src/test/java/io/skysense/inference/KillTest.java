// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skysense.api.infer.MapRequest;
import io.skysense.api.infer.MapResult;
import io.skysense.api.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills a process that predicts, again and again, and compares what it makes in the end with an unbroken map. */
class KillTest {

    private static final int SIZE = 400;
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(120);

    /** Batches that may be under way beyond those that are promised. */
    private static final int AHEAD = 4;

    /** Where the process is killed, as shares of the batches. */
    private static final double[] MOMENTS = {0.05, 0.35, 0.38, 0.8};

    @TempDir
    Path folder;

    @Test
    void aJobThatIsKilledAgainAndAgainEndsInTheSameFiles() throws Exception {
        Path input = Scene.geoTiff(folder.resolve("in.tif"), 3, SIZE, SIZE);
        Path whole = folder.resolve("whole.tif");
        Path wholeShares = folder.resolve("whole-p.tif");
        Path map = folder.resolve("map.tif");
        Path shares = folder.resolve("p.tif");
        MapRequest request = request(folder, map, shares);
        try (LocalModel model = new LocalModel(3, 1)) {
            MapResult unbroken = Scene.predict(model, request(folder, whole, wholeShares), Progress.NONE);
            int before = 0;
            for (double moment : MOMENTS) {
                int promised = killAt((int) (moment * unbroken.tiles() / Scene.CAREFUL.batch()));
                assertTrue(promised >= before, promised + " batches after " + before);
                before = promised;
                assertFalse(Files.exists(map));
                assertFalse(Files.exists(shares));
            }
            MapResult result = Scene.predict(model, request, Progress.NONE);

            assertTrue(result.resumed() > unbroken.tiles() / 2);
            assertTrue(result.complete());
        }
        assertEquals(-1, Files.mismatch(whole, map));
        assertEquals(-1, Files.mismatch(wholeShares, shares));
        assertTrue(Files.exists(input));
        assertFalse(Files.exists(folder.resolve("map.tif.partial")));
    }

    /** Lets a process work until this many batches are promised, kills it, and says how many it promised. */
    private int killAt(int batches) throws IOException, InterruptedException {
        Path journal = folder.resolve("map.tif.partial/journal");
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Xmx256m",
                        "-Djava.library.path=" + System.getProperty("java.library.path"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        folder.toString(),
                        Integer.toString(batches))
                .inheritIO()
                .start();
        long began = System.nanoTime();
        try {
            while (promised(journal) < batches) {
                assertTrue(process.isAlive(), "the process ended before it was killed");
                assertTrue(System.nanoTime() - began < PATIENCE, "no progress");
                Thread.sleep(5);
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        return promised(journal);
    }

    private static int promised(Path journal) throws IOException {
        return Journal.read(journal).map(Journal.Entry::batches).orElse(0);
    }

    private static MapRequest request(Path folder, Path map, Path shares) {
        return new MapRequest(folder.resolve("run"), folder.resolve("in.tif"), map, 64, 31, Optional.of(shares));
    }

    /** The process that is killed. */
    static final class Main {

        private Main() {}

        public static void main(String[] args) throws IOException {
            Path folder = Path.of(args[0]);
            // Whoever kills it may be late: it must not have come to its end by then.
            long last = (Long.parseLong(args[1]) + AHEAD) * Scene.CAREFUL.batch();
            Progress halting = new Progress() {
                @Override
                public void update(long done, Map<String, Double> figures) {
                    while (done > last) {
                        LockSupport.park();
                    }
                }
            };
            try (LocalModel model = new LocalModel(3, 1)) {
                Scene.predict(
                        model,
                        request(folder, folder.resolve("map.tif"), folder.resolve("p.tif")),
                        Scene.CAREFUL,
                        halting);
            }
        }
    }
}
