// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.oneshot.commands;

import io.skysense.api.data.Dataset;
import io.skysense.api.data.DatasetOptions;
import io.skysense.api.data.DatasetReader;
import io.skysense.api.data.DatasetTable;
import io.skysense.api.data.Sample;
import io.skysense.api.plugin.PluginLease;
import io.skysense.oneshot.commands.PromptLibrary.PromptFiles;
import io.skysense.shell.CommandGroup;
import io.skysense.shell.Console;
import io.skysense.shell.ShellCommand;
import io.skysense.shell.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Makes a library of prompts from a dataset. */
@Command(
        name = "draw",
        description = {
            "Draw prompts from a dataset: a folder of images with their masks.",
            "Draw from what you train on, not from what you evaluate on. The folder may as well be made by hand: the page"
                    + " of head-oneshot says how."
        },
        footerHeading = "%nExample:%n",
        footer = "  skysense oneshot draw vaihingen DATA --shots 3 --out prompts")
public final class DrawPrompts implements ShellCommand {

    @ParentCommand
    private OneShotCommand parent;

    @Parameters(index = "0", paramLabel = "DATASET", description = "Its name, as 'data list' prints it.")
    private String name;

    @Parameters(index = "1", paramLabel = "DIR", description = "The dataset's folder, or the one above it.")
    private Path folder;

    @Option(names = "--split", paramLabel = "SPLIT", description = "What to draw from. Default: ${DEFAULT-VALUE}.")
    private String split = "train";

    @Option(
            names = "--shots",
            paramLabel = "K",
            description = "Images that show each class, as far as there are as many. Default: ${DEFAULT-VALUE}.")
    private int shots = 1;

    @Option(names = "--seed", paramLabel = "N", description = "Another draw. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--out", required = true, paramLabel = "PROMPTS", description = "The folder to make.")
    private Path out;

    @Override
    public CommandGroup group() {
        return CommandGroup.TRAINING;
    }

    @Override
    public int run(Console console) throws Exception {
        if (shots < 1) {
            throw new UsageException("--shots " + shots + ": at least 1");
        }
        if (Files.exists(out.resolve(PromptLibrary.FILE))) {
            throw new IOException(out + ": holds prompts already; name another folder");
        }
        try (PluginLease<DatasetReader> reader = parent.plugins().dataset(name);
                Dataset data = reader.plugin().open(DatasetOptions.of(folder))) {
            List<Integer> indices = new PromptDraw(data, split, shots, seed).indices(console.progress());
            List<PromptFiles> files = write(data, indices);
            new PromptLibrary(data.table(), files).write(out);
            console.print("written: " + out + ", " + files.size() + (files.size() == 1 ? " prompt" : " prompts"));
            return DONE;
        }
    }

    private List<PromptFiles> write(Dataset data, List<Integer> indices) throws IOException {
        Files.createDirectories(out);
        DatasetTable table = data.table();
        PromptWriter writer = new PromptWriter(out, table.classes());
        List<PromptFiles> files = new ArrayList<>();
        for (int index : indices) {
            Optional<Sample> sample = data.read(split, index);
            if (sample.isPresent()) {
                files.add(writer.write(files.size() + 1, sample.get()));
            }
        }
        if (files.isEmpty()) {
            throw new IOException(folder + ": no image of the split " + split + " shows a class");
        }
        return files;
    }
}
