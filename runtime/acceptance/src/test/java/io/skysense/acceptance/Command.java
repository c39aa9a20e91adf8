// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A finished call of the built command.
 *
 * @param exitCode its exit code
 * @param output what it printed to both streams
 */
record Command(int exitCode, String output) {

    private static final Path ROOT = Path.of(System.getProperty("skysense.root"));

    /** The distribution. */
    static final Path BUILT = ROOT.resolve("runtime/distribution/target/skysense");

    private static final long MINUTES = 15;
    private static final long POLL = 20;

    /** Runs it to its end, in a folder of its own. */
    static Command run(Path folder, String... arguments) throws IOException, InterruptedException {
        return run(BUILT, folder, arguments);
    }

    /** Runs that of a distribution to its end. */
    static Command run(Path home, Path folder, String... arguments) throws IOException, InterruptedException {
        Path output = Files.createTempFile(folder, "output", ".txt");
        return ended(process(home, output, folder, arguments), output, List.of(arguments));
    }

    /** Types lines into its shell, which ends after them: several commands, one start. */
    static Command shell(Path folder, List<String> lines) throws IOException, InterruptedException {
        Path output = Files.createTempFile(folder, "output", ".txt");
        Path input = Files.write(Files.createTempFile(folder, "input", ".txt"), lines);
        Process process =
                builder(BUILT, output, folder).redirectInput(input.toFile()).start();
        return ended(process, output, lines);
    }

    private static Command ended(Process process, Path output, List<String> said)
            throws IOException, InterruptedException {
        try {
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                throw new AssertionError(
                        said + " did not end in " + MINUTES + " minutes:\n" + Files.readString(output));
            }
        } finally {
            process.destroyForcibly();
        }
        return new Command(process.exitValue(), Files.readString(output));
    }

    /** Runs it until a file is there, then kills it as a power cut would. */
    static void killOnce(Path file, Path folder, String... arguments) throws IOException, InterruptedException {
        Process process = process(BUILT, Files.createTempFile(folder, "killed", ".txt"), folder, arguments);
        try {
            long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(MINUTES);
            while (!Files.exists(file)) {
                if (!process.isAlive() || System.nanoTime() > end) {
                    throw new AssertionError(file + " did not come");
                }
                Thread.sleep(POLL);
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    /** Starts that of a distribution. */
    static Process process(Path home, Path output, Path folder, String... arguments) throws IOException {
        return builder(home, output, folder, arguments).start();
    }

    private static ProcessBuilder builder(Path home, Path output, Path folder, String... arguments) {
        List<String> line = new ArrayList<>(List.of(home.resolve("bin/skysense").toString()));
        line.addAll(List.of(arguments));
        return new ProcessBuilder(line)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
    }

    /** {@return a folder of the shared material, which may not be there} */
    static Path shared(String path) {
        return ROOT.resolve("../shared").resolve(path).normalize();
    }
}
