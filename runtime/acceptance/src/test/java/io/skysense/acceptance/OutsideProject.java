// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The project of a plug-in that has no part in this tree, and is built by Maven as its author does.
 *
 * @param folder where it is
 */
record OutsideProject(Path folder) {

    private static final Pattern PASSED =
            Pattern.compile("Tests run: (\\d+), Failures: 0, Errors: 0, Skipped: 0, Time elapsed");

    /** Makes one with the command of a distribution. */
    static OutsideProject make(Path home, Path parent, String kind, String name)
            throws IOException, InterruptedException {
        Command made = Command.run(home, parent, "new", kind, name, "--out", "project-" + name);
        assertEquals(0, made.exitCode(), made.output());
        return new OutsideProject(parent.resolve("project-" + name));
    }

    /** Builds it offline: what it needs besides the API, the build of the platform has fetched. */
    void build() throws IOException, InterruptedException {
        Path output = folder.resolveSibling(folder.getFileName() + ".txt");
        try (LocalRepository repository = LocalRepository.open(folder.resolveSibling("repository"))) {
            ProcessBuilder maven = new ProcessBuilder(
                            System.getProperty("skysense.maven.home") + "/bin/mvn",
                            "-B",
                            "-o",
                            "-Dmaven.repo.local=" + repository.folder(),
                            "package")
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            maven.environment().put("JAVA_HOME", System.getProperty("java.home"));
            assertEquals(0, maven.start().waitFor(), () -> read(output));
        }
    }

    /** {@return the bundle that was built} */
    Path jar() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("target"))) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** {@return how many tests passed; none has failed or was left out} */
    int passed() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("target/surefire-reports"))) {
            List<Path> reports =
                    files.filter(file -> file.toString().endsWith(".txt")).toList();
            assertEquals(1, reports.size());
            String report = Files.readString(reports.get(0));
            return PASSED.matcher(report)
                    .results()
                    .mapToInt(found -> Integer.parseInt(found.group(1)))
                    .sum();
        }
    }

    private static String read(Path output) {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
