// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.data.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skysense.api.data.DatasetReader;
import io.skysense.api.progress.Progress;
import io.skysense.dataset.c2segab.mm.C2segabMmReader;
import io.skysense.dataset.deepglobe.DeepGlobeReader;
import io.skysense.dataset.dfc20.mm.Dfc20MmReader;
import io.skysense.dataset.dynamic.mm.DynamicMmReader;
import io.skysense.dataset.fbp.FbpReader;
import io.skysense.dataset.flair.mm.FlairMmReader;
import io.skysense.dataset.isaid.IsaidReader;
import io.skysense.dataset.jl16.mm.Jl16MmReader;
import io.skysense.dataset.loveda.LoveDaReader;
import io.skysense.dataset.pastis.mm.PastisMmReader;
import io.skysense.dataset.potsdam.PotsdamReader;
import io.skysense.dataset.s2naip.mm.S2naipMmReader;
import io.skysense.dataset.vaihingen.VaihingenReader;
import io.skysense.shell.ShellCommand;
import io.skysense.shell.UsageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is made for each dataset, read by its own reader. */
class MakeDemoTest {

    private static final List<DatasetReader> READERS = List.of(
            new DynamicMmReader(),
            new PastisMmReader(),
            new VaihingenReader(),
            new DeepGlobeReader(),
            new PotsdamReader(),
            new FbpReader(),
            new LoveDaReader(),
            new IsaidReader(),
            new Jl16MmReader(),
            new FlairMmReader(),
            new S2naipMmReader(),
            new Dfc20MmReader(),
            new C2segabMmReader(),
            new TinyReader());

    @TempDir
    private Path folder;

    private static Map<String, Integer> contents(Path root) {
        Map<String, Integer> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(root.relativize(file).toString(), Arrays.hashCode(Files.readAllBytes(file)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return contents;
    }

    @Test
    void everyReaderFindsItsMadeCopyWithoutFault() throws Exception {
        Called called = new Called(READERS);
        assertEquals(
                ShellCommand.DONE,
                called.run("make-demo", folder, "--size", 64, "--train", 9, "--val", 8),
                called.out());
        for (DatasetReader reader : READERS) {
            String name = reader.table().name();
            int code = called.run("validate", name, folder);
            assertEquals(ShellCommand.DONE, code, name + ":\n" + called.out());
            assertTrue(called.out().contains("0 errors, 0 warnings"), name + ":\n" + called.out());
        }
    }

    @Test
    void theSameSeedGivesTheSameBytesAndAnotherOthers() throws Exception {
        Called called = new Called(READERS);
        List<Map<String, Integer>> made = new java.util.ArrayList<>();
        for (int seed : List.of(5, 5, 6)) {
            Path here = folder.resolve("s" + made.size());
            called.run(
                    "make-demo",
                    here,
                    "--size",
                    64,
                    "--train",
                    2,
                    "--val",
                    1,
                    "--seed",
                    seed,
                    "--datasets",
                    "tiny,flair-mm");
            made.add(contents(here));
        }
        assertEquals(made.get(0), made.get(1));
        String label = "tiny/labels/tiny_0000.png";
        assertTrue(made.get(0).containsKey(label), made.get(0).keySet().toString());
        assertTrue(!made.get(0).get(label).equals(made.get(2).get(label)));
        assertEquals(
                2, Files.list(folder.resolve("s0")).filter(Files::isDirectory).count());
    }

    @Test
    void stoppingLeavesNothingAndWhatWasNotMadeIsNeverTouched() throws Exception {
        Called called = new Called(READERS).watchedBy(new Progress() {
            @Override
            public boolean cancelled() {
                return true;
            }
        });
        assertThrows(CancellationException.class, () -> called.run("make-demo", folder, "--size", 64));
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(List.of(), left.filter(Files::isDirectory).toList());
        }
        Path real = Files.writeString(
                Files.createDirectories(folder.resolve("tiny")).resolve("real.txt"), "real");
        called.watchedBy(Progress.NONE);
        IOException refusal = assertThrows(
                IOException.class, () -> called.run("make-demo", folder, "--size", 64, "--datasets", "tiny"));
        assertTrue(refusal.getMessage().contains("is no made set"), refusal.getMessage());
        assertEquals("real", Files.readString(real));
    }

    @Test
    void whatCannotBeMadeIsWrongUsage() {
        Called called = new Called(READERS);
        assertThrows(UsageException.class, () -> called.run("make-demo", folder, "--size", 100));
        assertThrows(UsageException.class, () -> called.run("make-demo", folder, "--train", 0));
        assertThrows(UsageException.class, () -> called.run("make-demo", folder, "--datasets", "nothing"));
    }
}
