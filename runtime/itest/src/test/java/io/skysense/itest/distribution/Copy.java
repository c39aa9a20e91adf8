// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.itest.distribution;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A copy of the built distribution that a test may change. Its files are links, so it costs nothing.
 *
 * @param home its folder
 * @param work the folder that commands are called in; also holds the cache
 */
record Copy(Path home, Path work) {

    private static final Path BUILT =
            Path.of(System.getProperty("skysense.root"), "runtime/distribution/target/skysense");
    private static final long SECONDS = 120;

    /** What a command did. */
    record Outcome(int code, String out, String err) {}

    static Copy make(Path home, Path work) throws IOException {
        try (Stream<Path> files = Files.walk(BUILT)) {
            for (Path file : files.toList()) {
                Path to = home.resolve(BUILT.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(to);
                } else if (file.toString().endsWith(".jar")) {
                    Files.createSymbolicLink(to, file);
                } else {
                    Files.copy(file, to);
                    to.toFile().setExecutable(Files.isExecutable(file));
                }
            }
        }
        return new Copy(home, Files.createDirectories(work));
    }

    /** A command that runs. */
    record Running(Process process, Path out, Path err) {

        Outcome end() throws IOException, InterruptedException {
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("not done in " + SECONDS + " s: " + Files.readString(err));
            }
            return new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
        }
    }

    Running start(String... words) throws IOException {
        return launch("", words);
    }

    private Running launch(String input, String... words) throws IOException {
        List<String> line = new ArrayList<>(List.of(home.resolve("bin/skysense").toString()));
        line.addAll(List.of(words));
        Path out = Files.createTempFile(work, "out", ".txt");
        Path err = Files.createTempFile(work, "err", ".txt");
        ProcessBuilder builder = new ProcessBuilder(line)
                .directory(work.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().put("XDG_CACHE_HOME", work.resolve("cache").toString());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("JAVA_OPTS", "-Xmx256m -XX:TieredStopAtLevel=1");
        Process process = builder.start();
        try (OutputStream typed = process.getOutputStream()) {
            typed.write(input.getBytes(StandardCharsets.UTF_8));
        }
        return new Running(process, out, err);
    }

    /** Opens the shell and types into it. */
    Outcome type(String input) throws IOException, InterruptedException {
        return launch(input).end();
    }

    Outcome run(String... words) throws IOException, InterruptedException {
        return start(words).end();
    }
}
