// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.skysense.api.data.DatasetException;
import io.skysense.dataset.kit.layout.FileLayout;
import io.skysense.dataset.kit.layout.PublishedLayout;
import io.skysense.dataset.kit.list.ListRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishedLayoutTest {

    private static final String DEFINITION = """
            {
              "name": "made", "title": "Made",
              "bands": [{"modality": "hr", "bands": ["a"], "gsd": 1, "div": 1, "mean": [0], "std": [1]}],
              "classes": {"classes": [{"value": 1, "name": "one", "color": "#aabbcc"}], "ignored": [0]},
              "splits": ["train"], "licence": "none", "homepage": "none", "obtain": "made",
              "files": {"layout": {"train": {
                "hr": "images/(?<key>\\\\w+)\\\\.tif",
                "s2": "s2/(?<key>\\\\w+)/\\\\d+\\\\.tif",
                "label": "labels/(?<key>\\\\w+)\\\\.(png|tif)"}}}
            }
            """;

    private final FileLayout layout = DatasetTables.parseDefinition(
                    DEFINITION.getBytes(StandardCharsets.UTF_8), "made.json")
            .files();
    private Path folder;

    @BeforeEach
    void make(@TempDir Path temporary) {
        folder = temporary.resolve("made");
    }

    private void files(String... names) throws IOException {
        for (String name : names) {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.createFile(file);
        }
    }

    private List<ListRecord> index() throws IOException {
        return new PublishedLayout(layout, "made").index(folder, "train");
    }

    @Test
    void filesOfOneKeyAreOneEntryAndSeriesAreInOrder() throws IOException {
        files("images/b.tif", "labels/b.png", "s2/b/20200301.tif", "s2/b/20200101.tif");
        files("images/a.tif", "labels/a.png", "readme.txt");
        List<ListRecord> entries = index();
        assertEquals(2, entries.size());
        assertEquals(Optional.of("made/images/a.tif"), entries.get(0).hr());
        assertEquals(
                List.of("made/s2/b/20200101.tif", "made/s2/b/20200301.tif"),
                entries.get(1).s2());
        assertEquals(Optional.of("made/labels/b.png"), entries.get(1).target());
        assertEquals("made", entries.get(1).type());
    }

    @Test
    void anImageWithoutALabelIsNoEntry() throws IOException {
        files("images/a.tif", "labels/b.png");
        assertEquals(List.of(), index());
    }

    @Test
    void twoLabelsOfOneKeyAndUnknownSplitsAreRefused() throws IOException {
        files("images/a.tif", "labels/a.png", "labels/a.tif");
        assertEquals(
                "made/labels/a.tif: a second label of a, beside made/labels/a.png",
                assertThrows(DatasetException.class, this::index).getMessage());
        assertEquals(
                "made: no published folder layout is known for the split val",
                assertThrows(DatasetException.class, () -> new PublishedLayout(layout, "made").index(folder, "val"))
                        .getMessage());
    }
}
