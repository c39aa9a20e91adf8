// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.scene;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skysense.api.progress.Progress;
import io.skysense.dataset.kit.list.DataPaths;
import io.skysense.dataset.kit.list.ListFile;
import io.skysense.dataset.kit.list.ListRecord;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SceneSetTest {

    private static final SceneOptions SMALL = new SceneOptions(3, 2, 1, 64, 2, 1);

    @TempDir
    private Path folder;

    private static Map<String, Integer> contents(Path root) throws IOException {
        Map<String, Integer> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            files.filter(Files::isRegularFile).forEach(f -> {
                try {
                    contents.put(root.relativize(f).toString(), Arrays.hashCode(Files.readAllBytes(f)));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
        return contents;
    }

    @Test
    void theSameOptionsGiveTheSameBytesAndAnotherSeedOthers() throws IOException {
        Map<String, Integer> first = contents(SceneSet.make(folder.resolve("a"), SMALL, Progress.NONE));
        assertEquals(first, contents(SceneSet.make(folder.resolve("b"), SMALL, Progress.NONE)));
        SceneOptions other = new SceneOptions(4, 2, 1, 64, 2, 1);
        Map<String, Integer> second = contents(SceneSet.make(folder.resolve("b"), other, Progress.NONE));
        assertNotEquals(first.get("images/demo_0000.tif"), second.get("images/demo_0000.tif"));
        assertNotEquals(first.get("labels/demo_0000.png"), second.get("labels/demo_0000.png"));
        assertFalse(Files.exists(folder.resolve("b/.demo.part")));
    }

    @Test
    void everyFileOfTheListsIsThereAndNoOther() throws IOException {
        Path root = SceneSet.make(folder, SMALL, Progress.NONE);
        DataPaths paths = new DataPaths(root);
        List<ListRecord> train = ListFile.read(root.resolve("demo_train.json")).records();
        List<ListRecord> validation =
                ListFile.read(root.resolve("demo_val.json")).records();
        assertEquals(2, train.size());
        assertEquals(1, validation.size());
        for (ListRecord entry :
                Stream.concat(train.stream(), validation.stream()).toList()) {
            assertEquals(2, entry.s2().size());
            assertEquals(1, entry.s1().size());
            assertFalse(entry.classes().isEmpty());
            for (String file : Stream.of(
                            Stream.of(
                                    entry.hr().orElseThrow(),
                                    entry.target().orElseThrow(),
                                    entry.quantities().orElseThrow()),
                            entry.s2().stream(),
                            entry.s1().stream())
                    .flatMap(s -> s)
                    .toList()) {
                assertTrue(Files.isRegularFile(paths.resolve(file)), file);
            }
        }
        assertEquals(3 * 6 + 3, contents(root).size());
    }

    @Test
    void aCompleteSetIsUsedAgainAndAHalfMadeOneIsMadeAnew() throws IOException {
        Path root = SceneSet.make(folder, SMALL, Progress.NONE);
        Path image = root.resolve("images/demo_0000.tif");
        FileTime old = FileTime.fromMillis(1_000_000);
        Files.setLastModifiedTime(image, old);
        SceneSet.make(folder, SMALL, Progress.NONE);
        assertEquals(old, Files.getLastModifiedTime(image));
        Path left = Files.createDirectories(folder.resolve(".demo.part/images"));
        Files.writeString(left.resolve("demo_0000.tif"), "half");
        SceneSet.make(folder, new SceneOptions(9, 1, 0, 32, 1, 1), Progress.NONE);
        assertFalse(Files.exists(folder.resolve(".demo.part")));
        assertFalse(Files.exists(root.resolve("images/demo_0001.tif")), "the old set is gone");
        assertNotEquals(old, Files.getLastModifiedTime(image));
    }

    @Test
    void cancellingLeavesNothing() {
        AtomicLong done = new AtomicLong();
        Progress cancelled = new Progress() {
            @Override
            public void update(long units, Map<String, Double> figures) {
                done.set(units);
            }

            @Override
            public boolean cancelled() {
                return done.get() == 1;
            }
        };
        assertThrows(InterruptedIOException.class, () -> SceneSet.make(folder, SMALL, cancelled));
        assertEquals(1, done.get());
        assertFalse(Files.exists(folder.resolve("demo")));
        assertFalse(Files.exists(folder.resolve(".demo.part")));
    }

    @Test
    void aFolderThatIsNoMadeSetIsNeverTouched() throws IOException {
        Path mine = Files.createDirectories(folder.resolve("demo"));
        Files.writeString(mine.resolve("precious.txt"), "mine");
        IOException e = assertThrows(IOException.class, () -> SceneSet.make(folder, SMALL, Progress.NONE));
        assertTrue(e.getMessage().startsWith(mine + ": "), e.getMessage());
        assertEquals("mine", Files.readString(mine.resolve("precious.txt")));
    }

    @Test
    void impossibleOptionsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new SceneOptions(0, 0, 0, 64, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new SceneOptions(0, 1, 0, 65, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new SceneOptions(0, 1, -1, 64, 1, 1));
    }

    @Test
    void aCameraGivesTheSameImageForTheSameSeed() {
        Ground ground = Layout.draw(8, Spectra.read(), 64, SceneSet.GSD);
        assertArrayEquals(HrCamera.take(ground, 8), HrCamera.take(ground, 8));
    }
}
