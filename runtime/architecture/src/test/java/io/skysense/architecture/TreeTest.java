// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tree says what the thing is: names, and where things lie. */
class TreeTest {

    private static final Path ROOT = Path.of(System.getProperty("skysense.root"));
    private static final int MOST_LINES = 500;
    private static final String GROUP = "io.skysense.";

    @Test
    void holdsAtTheTopOnlyWhatIsPlanned() throws IOException {
        Set<String> planned = Set.copyOf(Lines.of("top-level.txt"));
        try (Stream<Path> files = Files.list(ROOT)) {
            List<String> others = files.map(file -> file.getFileName().toString())
                    .filter(name -> !planned.contains(name))
                    .toList();

            assertEquals(List.of(), others);
        }
    }

    @Test
    void namesFolderArtifactAndBundleAlike() throws IOException {
        for (BuiltBundle bundle : BuiltBundle.all()) {
            String pom = Files.readString(
                    ROOT.resolve("bundles").resolve(bundle.name()).resolve("pom.xml"));
            Matcher artifact =
                    Pattern.compile("</parent>\\s*<artifactId>([^<]+)<").matcher(pom);

            assertTrue(artifact.find(), bundle.name());
            assertEquals(GROUP + bundle.name(), artifact.group(1));
            assertEquals(GROUP + bundle.name(), bundle.symbolicName());
        }
    }

    @Test
    void buildsEveryFolderOfBundles() throws IOException {
        String pom = Files.readString(ROOT.resolve("bundles/pom.xml"));
        List<String> modules = Pattern.compile("<module>([^<]+)</module>")
                .matcher(pom)
                .results()
                .map(found -> found.group(1))
                .sorted()
                .toList();
        List<String> folders = BuiltBundle.folders().stream()
                .map(folder -> folder.getFileName().toString())
                .toList();

        assertEquals(folders, modules);
    }

    @Test
    void runsEveryBundleInThePlatform() throws IOException {
        String run = Files.readString(ROOT.resolve("runtime/distribution/platform.bndrun"));
        List<String> absent = BuiltBundle.all().stream()
                .map(BuiltBundle::symbolicName)
                .filter(name -> !run.contains("id='" + name + "'") && !run.contains("-runpath: " + name + "\n"))
                .toList();

        assertEquals(List.of(), absent);
    }

    @Test
    void packsEveryBundleForKarafButTheOneBesideTheFramework() throws IOException {
        String features = Files.readString(ROOT.resolve("features/karaf/features.xml"));
        List<String> absent = BuiltBundle.all().stream()
                .map(BuiltBundle::symbolicName)
                .filter(name -> !features.contains("mvn:io.skysense/" + name + "/"))
                .toList();

        assertEquals(List.of(GROUP + "engine"), absent);
    }

    @Test
    void keepsJavaFilesShort() throws IOException {
        try (Stream<Path> files = Stream.of("bundles", "runtime").flatMap(TreeTest::javaFiles)) {
            List<String> long_ = files.filter(file -> lines(file) > MOST_LINES)
                    .map(Path::toString)
                    .toList();

            assertEquals(List.of(), long_);
        }
    }

    private static Stream<Path> javaFiles(String folder) {
        try {
            return Files.walk(ROOT.resolve(folder))
                    .filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.toString().contains("/target/"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static long lines(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
