// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.shell.internal.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skysense.api.progress.Progress;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sends real signals to a process of its own. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class InterruptsTest {

    /** Works until it is asked to stop, or stubbornly for ever. */
    static final class Worker {

        public static void main(String[] words) throws InterruptedException {
            boolean stubborn = words[0].equals("stubborn");
            Terminal terminal =
                    new Terminal(new PrintWriter(System.out), new PrintWriter(System.err, true), false, 80, false);
            try (TerminalConsole console = new TerminalConsole(terminal)) {
                Progress progress = console.progress();
                console.print("working");
                while (stubborn || !progress.cancelled()) {
                    Thread.sleep(10);
                }
                console.print("checkpoint written");
            }
            System.exit(1);
        }
    }

    @Test
    void theFirstCtrlCLetsTheWorkStopInOrder() throws Exception {
        Process worker = start("willing");
        try (BufferedReader out = worker.inputReader()) {
            assertEquals("working", out.readLine());
            signal(worker, "INT");
            assertEquals("checkpoint written", out.readLine());
            assertEquals(1, worker.waitFor());
        } finally {
            worker.destroyForcibly();
        }
    }

    @Test
    void theSecondCtrlCKills() throws Exception {
        Process worker = start("stubborn");
        try (BufferedReader out = worker.inputReader();
                BufferedReader err = worker.errorReader()) {
            assertEquals("working", out.readLine());
            signal(worker, "INT");
            String said = err.readLine() + err.readLine();
            assertTrue(said.contains("stopping at the next safe point"), said);
            signal(worker, "INT");
            assertTrue(worker.waitFor(50, TimeUnit.SECONDS), "still alive");
            // 128 and SIGKILL: nothing of the JVM runs any more.
            assertEquals(137, worker.exitValue());
        } finally {
            worker.destroyForcibly();
        }
    }

    @Test
    void aServiceManagersTermStopsInOrderToo() throws Exception {
        Process worker = start("willing");
        try (BufferedReader out = worker.inputReader()) {
            assertEquals("working", out.readLine());
            signal(worker, "TERM");
            assertEquals("checkpoint written", out.readLine());
        } finally {
            worker.destroyForcibly();
        }
    }

    private static Process start(String mode) throws Exception {
        // What runs in the background ignores SIGINT, and its children with it, if nothing resets that.
        return new ProcessBuilder(
                        "env",
                        "--default-signal=INT",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Worker.class.getName(),
                        mode)
                .start();
    }

    private static void signal(Process process, String name) throws Exception {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }
}
