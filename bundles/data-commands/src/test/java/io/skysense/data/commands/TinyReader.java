// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.data.commands;

import io.skysense.api.data.Dataset;
import io.skysense.api.data.DatasetOptions;
import io.skysense.api.data.DatasetReader;
import io.skysense.api.data.DatasetTable;
import io.skysense.dataset.kit.DatasetDefinition;
import io.skysense.dataset.kit.DatasetIndexer;
import io.skysense.dataset.kit.DatasetTables;
import io.skysense.dataset.kit.ListedDataset;
import io.skysense.dataset.kit.contract.TinyCopy;
import io.skysense.dataset.kit.layout.PublishedLayout;
import io.skysense.dataset.kit.list.ListRecord;
import io.skysense.raster.PixelType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A reader of a made-up dataset with all that a definition can say: two sensors, coloured labels, a layout. */
final class TinyReader implements DatasetReader, DatasetIndexer {

    private static final String DEFINITION = """
            {"name": "tiny", "title": "Tiny things", "bands": [
              {"modality": "hr", "bands": ["red", "green", "blue"], "gsd": 1, "div": 255,
               "mean": [0.5, 0.5, 0.5], "std": [0.3, 0.3, 0.3]},
              {"modality": "s1", "bands": ["VV", "VH"], "gsd": 10, "div": 1, "mean": [-10, -10], "std": [5, 5]}],
             "classes": {"classes": [
               {"value": 1, "name": "lake", "color": "#0000ff"}, {"value": 2, "name": "road", "color": "#ff0000"},
               {"value": 3, "name": "unicorn", "color": "#ff00ff"}], "ignored": [0]},
             "splits": ["train", "val"], "licence": "CC0", "homepage": "https://example.org", "obtain": "Make it.",
             "notes": ["There are no unicorns."],
             "files": {"listed": [2, 1], "colors": {"#0000ff": 1, "#ff0000": 2, "#ff00ff": 3, "#000000": 0},
               "layout": {
                 "train": {"hr": "train/(?<key>\\\\w+)\\\\.tif", "s1": "train/s1/(?<key>[a-z]+)_\\\\d+\\\\.tif",
                           "label": "train/(?<key>\\\\w+)\\\\.png"},
                 "val": {"hr": "val/(?<key>\\\\w+)\\\\.tif", "label": "val/(?<key>\\\\w+)\\\\.png"}}}}
            """;

    private final DatasetDefinition definition =
            DatasetTables.parseDefinition(DEFINITION.getBytes(StandardCharsets.UTF_8), "tiny.json");

    private final boolean labelled;

    TinyReader() {
        this(true);
    }

    private TinyReader(boolean labelled) {
        this.labelled = labelled;
    }

    /** {@return one whose entries have no labels: all of them show a lake, it says} */
    static TinyReader withoutLabels() {
        return new TinyReader(false);
    }

    /** Writes a copy as it is published: three places to train on, one to validate with, no unicorn. */
    static Path publish(Path parent) throws IOException {
        TinyCopy copy = new TinyCopy(parent, "tiny");
        for (String key : List.of("train/a", "train/b", "train/c", "val/d")) {
            copy.image(key + ".tif", 3, PixelType.UINT8);
        }
        copy.image("train/s1/a_20200102.tif", 2, PixelType.FLOAT32, 3, 4);
        copy.image("train/s1/a_20200301.tif", 2, PixelType.FLOAT32, 3, 4);
        copy.colors("train/a.png", 0x0000ff, 0xff0000);
        copy.colors("train/b.png", 0xff0000, 0x000000);
        copy.colors("train/c.png", 0x000000);
        copy.colors("val/d.png", 0x0000ff);
        return copy.root();
    }

    @Override
    public DatasetDefinition definition() {
        return definition;
    }

    @Override
    public DatasetTable table() {
        return definition.table();
    }

    @Override
    public Dataset open(DatasetOptions options) throws IOException {
        return ListedDataset.open(definition, options);
    }

    @Override
    public List<ListRecord> index(Path folder, String split) throws IOException {
        List<ListRecord> found = new PublishedLayout(definition.files(), "tiny").index(folder, split);
        return labelled ? found : found.stream().map(TinyReader::lake).toList();
    }

    private static ListRecord lake(ListRecord entry) {
        return new ListRecord(
                entry.hr(), entry.s2(), entry.s1(), Optional.empty(), "tiny", List.of(1), List.of(), List.of());
    }
}
