// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.engine.natives;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skysense.engine.natives.NativeSet.NativeFile;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeCacheTest {

    @TempDir
    Path folder;

    private URLClassLoader loader;
    private byte[] content;
    private NativeSet set;

    @BeforeEach
    void makeResources() throws Exception {
        content = new byte[3_000_000];
        new Random(1).nextBytes(content);
        Path jar = Files.createDirectories(folder.resolve("jar/lib"));
        Files.write(jar.resolve("liba.so"), content);
        Files.write(jar.resolve("libb.so"), new byte[] {1, 2, 3});
        loader = new URLClassLoader(new URL[] {folder.resolve("jar").toUri().toURL()}, null);
        set = new NativeSet(
                "set",
                List.of(
                        new NativeFile(digest(content), content.length, "lib/liba.so"),
                        new NativeFile(digest(new byte[] {1, 2, 3}), 3, "lib/libb.so")));
    }

    @AfterEach
    void close() throws IOException {
        loader.close();
    }

    @Test
    void unpacksOnceAndLeavesNothingElse() throws IOException {
        Path found = cache().require(set);
        assertArrayEquals(content, Files.readAllBytes(found.resolve("liba.so")));
        FileTime first = Files.getLastModifiedTime(found.resolve("liba.so"));
        assertEquals(found, cache().require(set));
        assertEquals(first, Files.getLastModifiedTime(found.resolve("liba.so")));
        try (Stream<Path> files = Files.list(found)) {
            assertEquals(
                    List.of(".lock", ".stamp", "liba.so", "libb.so"),
                    files.map(f -> f.getFileName().toString()).sorted().toList());
        }
    }

    @Test
    void replacesAFlippedBitATruncationAndADeletion() throws IOException {
        Path found = cache().require(set);
        byte[] flipped = content.clone();
        flipped[1_234_567] ^= 4;
        Files.write(found.resolve("liba.so"), flipped);
        Files.write(found.resolve("libb.so"), new byte[] {1});
        cache().require(set);
        assertArrayEquals(content, Files.readAllBytes(found.resolve("liba.so")));
        Files.delete(found.resolve("libb.so"));
        cache().require(set);
        assertArrayEquals(new byte[] {1, 2, 3}, Files.readAllBytes(found.resolve("libb.so")));
    }

    @Test
    void keepsASoundFileWhoseTimeChanged() throws IOException {
        Path found = cache().require(set);
        FileTime touched = FileTime.fromMillis(1_000_000_000_000L);
        Files.setLastModifiedTime(found.resolve("liba.so"), touched);
        cache().require(set);
        assertEquals(touched, Files.getLastModifiedTime(found.resolve("liba.so")));
    }

    @Test
    void namesALibraryThatIsNotOnTheClassPath() {
        NativeSet other = new NativeSet("other", List.of(new NativeFile("00", 1, "lib/libmissing.so")));
        NativeLibraryException e = assertThrows(NativeLibraryException.class, () -> cache().require(other));
        assertTrue(e.getMessage().contains("lib/libmissing.so"), e.getMessage());
    }

    @Test
    void refusesALibraryThatIsDamagedInItsJar() {
        NativeSet other =
                new NativeSet("other", List.of(new NativeFile(digest(new byte[] {9}), content.length, "lib/liba.so")));
        NativeLibraryException e = assertThrows(NativeLibraryException.class, () -> cache().require(other));
        assertTrue(e.getMessage().contains("damaged"), e.getMessage());
        assertTrue(Files.notExists(folder.resolve("cache/other/liba.so")));
    }

    @Test
    void namesAFolderThatCannotBe() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        NativeLibraryException e =
                assertThrows(NativeLibraryException.class, () -> new NativeCache(file, loader).require(set));
        assertEquals(
                file.resolve("set")
                        + ": native libraries cannot be unpacked: Not a directory (SKYSENSE_CACHE moves the folder)",
                e.getMessage());
    }

    @Test
    void manyProcessesMayUnpackAtTheSameMoment() throws Exception {
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            processes.add(new ProcessBuilder(
                            ProcessHandle.current().info().command().orElseThrow(),
                            "-Xmx64m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            UnpackMain.class.getName(),
                            folder.resolve("cache").toString(),
                            folder.resolve("jar").toString(),
                            set.files().get(0).sha256(),
                            String.valueOf(content.length))
                    .inheritIO()
                    .start());
        }
        for (Process process : processes) {
            assertEquals(0, process.waitFor());
        }
        assertArrayEquals(content, Files.readAllBytes(folder.resolve("cache/shared/liba.so")));
    }

    /** A process that unpacks. */
    static final class UnpackMain {

        private UnpackMain() {}

        public static void main(String[] args) throws IOException {
            URL[] jar = {Path.of(args[1]).toUri().toURL()};
            try (URLClassLoader resources = new URLClassLoader(jar, null)) {
                NativeFile file = new NativeFile(args[2], Long.parseLong(args[3]), "lib/liba.so");
                Path found =
                        new NativeCache(Path.of(args[0]), resources).require(new NativeSet("shared", List.of(file)));
                if (Files.size(found.resolve("liba.so")) != file.size()) {
                    throw new IOException("half a file was visible");
                }
            }
        }
    }

    private NativeCache cache() {
        return new NativeCache(folder.resolve("cache"), loader);
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
