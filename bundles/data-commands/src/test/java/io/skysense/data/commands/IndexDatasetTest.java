// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.data.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skysense.api.progress.Progress;
import io.skysense.dataset.kit.list.ListFile;
import io.skysense.dataset.kit.list.ListRecord;
import io.skysense.shell.CommandException;
import io.skysense.shell.ShellCommand;
import io.skysense.shell.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexDatasetTest {

    @TempDir
    private Path folder;

    private final Called called = new Called(List.of(new TinyReader()));
    private Path root;

    @BeforeEach
    void publish() throws IOException {
        root = TinyReader.publish(folder);
    }

    private List<ListRecord> list(String split) throws IOException {
        return ListFile.read(root.resolve("tiny_" + split + ".json")).records();
    }

    private List<Path> lists() throws IOException {
        try (Stream<Path> files = Files.list(root)) {
            return files.filter(f -> !Files.isDirectory(f)).toList();
        }
    }

    @Test
    void classesAreNumberedAsListsOfTheDatasetDo() throws Exception {
        assertEquals(ShellCommand.DONE, called.run("index", "tiny", root, "--threads", 3), called.out());
        List<ListRecord> train = list("train");
        // The list's order is road, lake.
        assertEquals(
                List.of(List.of(0, 1), List.of(0), List.of()),
                train.stream().map(ListRecord::classes).toList());
        assertEquals(
                List.of("tiny/train/s1/a_20200102.tif", "tiny/train/s1/a_20200301.tif"),
                train.get(0).s1());
        assertEquals("tiny/train/b.png", train.get(1).target().orElseThrow());
        assertEquals("tiny", train.get(2).type());
        assertEquals(List.of(1), list("val").get(0).classes());
        assertTrue(called.out().contains("class | entries of train | entries of val"), called.out());
        assertTrue(called.out().contains("road | 2 | 0"), called.out());
        assertTrue(called.out().contains("(none) | 1 | 0"), called.out());
        assertTrue(called.out().contains("warning: in no label: unicorn"), called.out());
    }

    @Test
    void whatHasNoLabelKeepsTheClassesThatItsReaderSays() throws Exception {
        Called unlabelled = new Called(List.of(TinyReader.withoutLabels()));

        assertEquals(ShellCommand.DONE, unlabelled.run("index", "tiny", root), unlabelled.out());

        assertEquals(List.of(1), list("train").get(2).classes());
        assertTrue(list("train").get(2).target().isEmpty());
        assertTrue(unlabelled.out().contains("lake | 3 | 1"), unlabelled.out());
    }

    @Test
    void theFolderAboveDoesAsWellAndTheListMayGoElsewhere() throws Exception {
        Path out = folder.resolve("elsewhere.json");
        assertEquals(ShellCommand.DONE, called.run("index", "tiny", folder, "--split", "val", "--out", out));
        assertEquals("tiny/val/d.tif", ListFile.read(out).records().get(0).name());
        assertEquals(List.of(), lists());
        String both = assertThrows(UsageException.class, () -> called.run("index", "tiny", root, "--out", out))
                .getMessage();
        assertTrue(both.contains("name its split"), both);
    }

    @Test
    void aListIsNotReplacedUnlessForced() throws Exception {
        called.run("index", "tiny", root);
        Files.delete(root.resolve("train/b.png"));
        String refusal = assertThrows(CommandException.class, () -> called.run("index", "tiny", root))
                .getMessage();
        assertTrue(refusal.contains("tiny_train.json: exists already; --force"), refusal);
        assertEquals(3, list("train").size());
        called.run("index", "tiny", root, "--force");
        assertEquals(2, list("train").size());
    }

    @Test
    void aLabelThatCannotBeUsedFailsOrIsLeftOut() throws Exception {
        Files.write(root.resolve("train/b.png"), new byte[] {1, 2, 3});
        String refusal = assertThrows(
                        CommandException.class, () -> called.run("index", "tiny", root, "--split", "train"))
                .getMessage();
        assertTrue(refusal.contains("not written, 1 of 3 entries cannot be used"), refusal);
        assertTrue(called.out().contains("left out: " + root.resolve("tiny_train.json") + ": entry 1: "), called.out());
        assertEquals(List.of(), lists());
        assertEquals(ShellCommand.DONE, called.run("index", "tiny", root, "--split", "train", "--skip"));
        assertEquals(2, list("train").size());
    }

    @Test
    void stoppingLeavesNothingBehind() throws IOException {
        called.watchedBy(new Progress() {
            @Override
            public boolean cancelled() {
                return true;
            }
        });
        assertThrows(CancellationException.class, () -> called.run("index", "tiny", root));
        assertEquals(List.of(), lists());
    }

    @Test
    void aFolderOfSomethingElseIsSaidToBeThat() throws IOException {
        Path empty = Files.createDirectories(folder.resolve("empty"));
        String refusal = assertThrows(CommandException.class, () -> called.run("index", "tiny", empty))
                .getMessage();
        assertTrue(refusal.contains("holds nothing in the layout that tiny is published in"), refusal);
        assertFalse(refusal.contains("\n"));
        String none = assertThrows(UsageException.class, () -> called.run("index", "tinny", root))
                .getMessage();
        assertEquals("there is no dataset tinny; installed are tiny", none);
        assertThrows(UsageException.class, () -> called.run("index", "tiny", root, "--threads", 0));
        assertThrows(UsageException.class, () -> called.run("index", "tiny", root, "--split", "test"));
    }
}
