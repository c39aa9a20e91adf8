// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.data.commands;

import io.skysense.api.data.DatasetException;
import io.skysense.api.data.DatasetTable;
import io.skysense.api.data.Modality;
import io.skysense.api.data.Scene;
import io.skysense.api.data.SizeMismatch;
import io.skysense.checkpoint.AtomicFile;
import io.skysense.report.Picture;
import io.skysense.report.SampleSheet;
import io.skysense.shell.CommandException;
import io.skysense.shell.Console;
import io.skysense.shell.UsageException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Draws an entry of a dataset. */
@Command(
        name = "show",
        description = {
            "Draw an entry of a dataset as a PNG: every modality in true or false colour, and what is known of it.",
            "Bands are stretched from their 2nd to their 98th percentile; of a series the median is shown. Large"
                    + " images are drawn from the means of what a pixel covers."
        },
        footerHeading = "%nExample:%n",
        footer = "  skysense data show potsdam /data/potsdam --index 3 --split val --out tile.png")
public final class ShowEntry extends DataSubcommand {

    private static final int LEAST_SIDE = 64;
    private static final int MOST_SIDE = 4096;

    @Parameters(index = "0", paramLabel = "DATASET", description = "Its name, as 'data list' prints it.")
    private String name;

    @Parameters(index = "1", paramLabel = "DIR", description = "The dataset's folder, or the one above it.")
    private Path folder;

    @Option(names = "--index", required = true, paramLabel = "N", description = "Which entry of the list, from 0.")
    private int index;

    @Option(names = "--split", paramLabel = "SPLIT", description = "Which split. Default: the dataset's first.")
    private String split;

    @Option(names = "--out", paramLabel = "FILE", description = "The PNG. Default: <dataset>_<split>_<index>.png here.")
    private Path out;

    @Option(names = "--date", paramLabel = "K", description = "Which date of each series, from 0. Default: the median.")
    private Integer date;

    @Option(names = "--side", paramLabel = "PIXELS", description = "Width of each image. Default: ${DEFAULT-VALUE}.")
    private int side = 384;

    @Override
    public int run(Console console) throws Exception {
        check(side >= LEAST_SIDE && side <= MOST_SIDE, "--side " + side + ": " + LEAST_SIDE + " to " + MOST_SIDE);
        check(date == null || date >= 0, "--date " + date + ": at least 0");
        try (OpenedDataset opened = OpenedDataset.of(readers().lease(name), folder, Map.of(), SizeMismatch.CROP)) {
            DatasetTable table = opened.data().table();
            String chosen = split == null ? table.splits().get(0) : split;
            check(
                    table.splits().contains(chosen),
                    "--split " + chosen + ": " + name + " has " + String.join(", ", table.splits()));
            int size = opened.data().size(chosen);
            check(index >= 0 && index < size, "--index " + index + ": " + chosen + " has entries 0 to " + (size - 1));
            Path file = out == null ? Path.of(name + "_" + chosen + "_" + index + ".png") : out;
            Path parent = file.toAbsolutePath().getParent();
            if (!Files.isDirectory(parent)) {
                throw new CommandException(file + ": there is no folder " + parent);
            }
            Scene opening = opened.data()
                    .scene(chosen, index)
                    .orElseThrow(() -> new DatasetException(chosen + " " + index + ": left out by its reader"));
            try (Scene scene = opening) {
                draw(table, scene, chosen, file, console);
            }
            console.print("written: " + file);
        }
        return DONE;
    }

    private void draw(DatasetTable table, Scene scene, String chosen, Path file, Console console) throws Exception {
        for (Modality modality : scene.modalities()) {
            int times = scene.extent(modality).times();
            check(
                    date == null || times == 1 || date < times,
                    "--date " + date + ": " + modality.key() + " has dates 0 to " + (times - 1));
        }
        OptionalInt only = date == null ? OptionalInt.empty() : OptionalInt.of(date);
        String title = table.title() + ", " + chosen + " " + index + ": " + scene.id();
        Picture sheet = SampleSheet.draw(table, Preview.of(scene, side, only, console.progress()), title, side);
        ByteBuffer png = ByteBuffer.wrap(sheet.png());
        AtomicFile.write(file, channel -> {
            while (png.hasRemaining()) {
                channel.write(png);
            }
        });
    }

    private static void check(boolean holds, String otherwise) throws UsageException {
        if (!holds) {
            throw new UsageException(otherwise);
        }
    }
}
