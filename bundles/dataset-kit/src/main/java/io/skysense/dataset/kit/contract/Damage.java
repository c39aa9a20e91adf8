// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skysense.api.data.Dataset;
import io.skysense.api.data.DatasetException;
import io.skysense.api.data.DatasetOptions;
import io.skysense.api.data.DatasetReader;
import io.skysense.dataset.kit.DatasetFolder;
import io.skysense.dataset.kit.DatasetIndexer;
import io.skysense.dataset.kit.layout.FileLayout;
import io.skysense.dataset.kit.list.ListFile;
import io.skysense.dataset.kit.list.ListRecord;
import io.skysense.dataset.kit.sampler.SeededRandom;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Damages one file of each kind in turn, reads all samples, and puts the file back. */
final class Damage {

    private static final int FLIPS = 12;

    private final DatasetReader reader;
    private final Path root;

    Damage(DatasetReader reader, Path root) {
        this.reader = reader;
        this.root = root;
    }

    void run() throws IOException {
        Collection<Path> files = files();
        assertFalse(files.isEmpty(), "no image in " + root);
        for (Path file : files) {
            byte[] whole = Files.readAllBytes(file);
            try {
                damage(file, whole);
            } finally {
                Files.write(file, whole);
            }
        }
        assertNull(readAll(root), "whole again");
    }

    private void damage(Path file, byte[] whole) throws IOException {
        Files.delete(file);
        assertNamed(file, readAll(file), "missing");
        Files.write(file, new byte[0]);
        assertNamed(file, readAll(file), "empty");
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));
        assertNamed(file, readAll(file), "cut in half");
        SplittableRandom random = SeededRandom.of(17, file.getFileName().hashCode());
        for (int flip = 0; flip < FLIPS; flip++) {
            byte[] bytes = whole.clone();
            // Headers stand first, and in them a bit does most harm.
            int reach = flip % 2 == 0 ? Math.min(bytes.length, 64) : bytes.length;
            bytes[random.nextInt(reach)] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, bytes);
            DatasetException refusal = readAll(file);
            if (refusal != null) {
                assertOneLine(refusal);
            }
        }
    }

    /** One file of each kind: the first of each format in each folder that the lists name. */
    private Collection<Path> files() throws IOException {
        Set<String> listed = new HashSet<>();
        for (String split : reader.table().splits()) {
            FileLayout layout =
                    reader instanceof DatasetIndexer own ? own.definition().files() : FileLayout.DEFAULTS;
            Path list = new DatasetFolder(root).list(reader.table().name(), split, layout);
            for (ListRecord entry : ListFile.read(list, layout.keys()).records()) {
                Stream.of(entry.hr().stream(), entry.s2().stream(), entry.s1().stream(), entry.target().stream())
                        .flatMap(names -> names)
                        .forEach(listed::add);
            }
        }
        try (Stream<Path> all = Files.walk(root)) {
            Map<String, Path> first = new TreeMap<>();
            all.filter(f -> listed.contains(
                            root.getParent().relativize(f).toString().replace('\\', '/')))
                    .filter(f -> f.toString().matches("(?i).*\\.(tiff?|png|jpe?g|npz|npy|h5|netcdf)"))
                    .sorted()
                    .forEach(f -> first.putIfAbsent(f.getParent() + suffix(f), f));
            return first.values();
        }
    }

    private static String suffix(Path file) {
        return file.toString().substring(file.toString().lastIndexOf('.'));
    }

    /** Reads all there is; gives the first refusal. Anything but a refusal is a failure of the test. */
    private DatasetException readAll(Path damaged) {
        DatasetException first = null;
        try (Dataset dataset = reader.open(DatasetOptions.of(root))) {
            for (String split : reader.table().splits()) {
                for (int i = 0; i < dataset.size(split); i++) {
                    try {
                        dataset.read(split, i);
                    } catch (DatasetException e) {
                        first = first == null ? e : first;
                    }
                }
            }
        } catch (IOException | RuntimeException e) {
            throw new AssertionError(damaged + ": " + e, e);
        }
        return first;
    }

    private static void assertNamed(Path file, DatasetException refusal, String how) {
        assertNotNull(refusal, file + " is " + how + ", and nobody says so");
        assertTrue(refusal.getMessage().contains(file.getFileName().toString()), refusal.getMessage());
        assertTrue(refusal.getMessage().contains(": entry "), refusal.getMessage());
        assertOneLine(refusal);
    }

    private static void assertOneLine(DatasetException refusal) {
        assertEquals(1, refusal.getMessage().lines().count(), refusal.getMessage());
    }
}
