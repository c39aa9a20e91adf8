// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.oneshot.commands;

import io.skysense.api.config.Settings;
import io.skysense.api.config.SettingsException;
import io.skysense.api.data.BandTable;
import io.skysense.api.data.ClassTable;
import io.skysense.api.data.DatasetTable;
import io.skysense.api.data.Modality;
import io.skysense.checkpoint.AtomicFile;
import io.skysense.checkpoint.CheckpointException;
import java.nio.file.Path;
import java.util.List;

/**
 * Images with their masks, in a folder with a file {@code prompts.json}.
 *
 * @param table what the masks mean, and how images are normalised
 * @param prompts the images
 */
record PromptLibrary(DatasetTable table, List<PromptFiles> prompts) {

    /** The file that makes a folder a library. */
    static final String FILE = "prompts.json";

    /** Red, green and blue with ImageNet's figures, as the model was pretrained. */
    private static final BandTable RGB = new BandTable(
            Modality.HR,
            List.of("red", "green", "blue"),
            0,
            255,
            List.of(0.485, 0.456, 0.406),
            List.of(0.229, 0.224, 0.225));

    private static final PromptLibrary DEFAULTS = new PromptLibrary(
            new DatasetTable("prompts", "", List.of(RGB), ClassTable.NONE, List.of(), "", "", ""), List.of());

    /** Copies the list. */
    PromptLibrary {
        prompts = List.copyOf(prompts);
    }

    /**
     * One prompt.
     *
     * @param image any raster, relative to the library's folder
     * @param mask a raster of label values, as large
     */
    record PromptFiles(String image, String mask) {}

    /**
     * Reads a library.
     *
     * @param folder its folder
     * @return the library
     * @throws SettingsException if its file is missing or malformed, or it has no prompt, no class or no hr bands
     */
    static PromptLibrary read(Path folder) {
        Path file = folder.resolve(FILE);
        PromptLibrary library = Settings.read(file).over(DEFAULTS);
        if (library.prompts.isEmpty() || library.table.classes().size() == 0) {
            throw new SettingsException(file + ": " + (library.prompts.isEmpty() ? "no prompts" : "no classes"));
        }
        library.bands(file);
        return library;
    }

    /** {@return the bands of its images} */
    BandTable bands(Path file) {
        return table.bands(Modality.HR)
                .orElseThrow(
                        () -> new SettingsException(file + ": table.bands has no hr images; prompts are hr images"));
    }

    /** Writes the library's file. */
    void write(Path folder) throws CheckpointException {
        AtomicFile.write(folder.resolve(FILE), Settings.of(this).toJson() + "\n");
    }
}
