// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.oneshot.commands;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.skysense.api.device.DeviceLease;
import io.skysense.api.device.DeviceRequest;
import io.skysense.api.model.Model;
import io.skysense.api.model.ModelOutline;
import io.skysense.api.model.ModelSpec;
import io.skysense.api.model.Recompute;
import io.skysense.api.progress.Progress;
import io.skysense.api.train.Preset;
import io.skysense.checkpoint.LoadedWeights;
import io.skysense.checkpoint.Manifest;
import io.skysense.checkpoint.ModelCard;
import io.skysense.checkpoint.RunFolder;
import io.skysense.engine.Torch;
import io.skysense.shell.CommandGroup;
import io.skysense.shell.Console;
import io.skysense.shell.ShellCommand;
import io.skysense.shell.UsageException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Puts prompts before a pretrained model. */
@Command(
        name = "make",
        description = {
            "Make a run that segments after prompts: a pretrained model with the prompts in its weights.",
            "Of each prompt it takes the largest square in its middle."
        },
        footerHeading = "%nExample:%n",
        footer = {
            "  skysense oneshot make --run PRETRAINED --prompts prompts --out flood",
            "  skysense oneshot make --preset pretrain-skysensepp --weights skysensepp.pth --prompts prompts \\",
            "      --out flood"
        })
public final class MakeRun implements ShellCommand {

    private static final String HEAD = "head.";
    private static final String IMAGES = HEAD + "prompts.images";
    private static final String LABELS = HEAD + "prompts.labels";
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    @ParentCommand
    private OneShotCommand parent;

    @Option(names = "--run", paramLabel = "RUN", description = "The run of a pretraining.")
    private Path run;

    @Option(names = "--preset", paramLabel = "FILE", description = "In place of --run: the preset of the weights.")
    private Path preset;

    @Option(names = "--weights", paramLabel = "FILE", description = "In place of --run: a file of weights.")
    private Path weights;

    @Option(
            names = "--prompts",
            required = true,
            paramLabel = "PROMPTS",
            description = "The folder of the prompts, with their prompts.json.")
    private Path prompts;

    @Option(names = "--out", required = true, paramLabel = "OUT", description = "The run to make.")
    private Path out;

    @Option(
            names = "--classes",
            paramLabel = "HOW",
            description = "one_by_one: each class alone, one pass for each. together: all at once, which needs a model"
                    + " pretrained on several colours. Default: ${DEFAULT-VALUE}.")
    private String classes = "one_by_one";

    @Option(
            names = "--size",
            paramLabel = "PIXELS",
            description = "Side at which prompts and images are seen. Default: that of the pretraining.")
    private Integer size;

    @Option(
            names = "--background",
            paramLabel = "CLASS",
            description = "The class that stands for everything else. Default: the one whose colour is black.")
    private String background;

    @Override
    public CommandGroup group() {
        return CommandGroup.TRAINING;
    }

    @Override
    public int run(Console console) throws Exception {
        Progress progress = console.progress();
        Pretrained pretrained = pretrained();
        PromptLibrary library = PromptLibrary.read(prompts);
        int side = size == null ? pretrained.preset().context().size() : size;
        Preset made = new PromptedPreset(pretrained.preset(), library, classes, side, Optional.ofNullable(background))
                .preset();
        ModelSpec spec = made.model(library.table());
        ModelOutline outline = parent.models().outline(spec);
        PromptArrays arrays = PromptArrays.read(prompts, library, side);
        long bytes = outline.size() * Float.BYTES;
        try (DeviceLease lease = parent.devices().lease(new DeviceRequest("cpu", bytes, "make " + out, PATIENCE));
                Model model = parent.models().create(spec, lease.device(), made.seed(), Recompute.NONE)) {
            LoadedWeights origin = fill(model, pretrained, arrays, progress);
            save(model, made, library, origin);
        }
        console.print("written: " + out + ", " + library.prompts().size() + " prompts of "
                + library.table().classes().size() + " classes at " + side + " pixels");
        return DONE;
    }

    private Pretrained pretrained() throws IOException, UsageException {
        if (run != null && preset == null && weights == null) {
            return Pretrained.Run.of(run);
        }
        if (run != null || preset == null || weights == null) {
            throw new UsageException("either --run, or --preset and --weights");
        }
        Preset given = Preset.read(preset);
        if (!given.pretrains()) {
            throw new UsageException(preset + ": has a head; the preset of a pretraining is expected");
        }
        return new Pretrained.Weights(weights, given);
    }

    private static LoadedWeights fill(Model model, Pretrained pretrained, PromptArrays prompts, Progress progress)
            throws IOException {
        Map<String, NDArray> body = new LinkedHashMap<>(model.state());
        body.keySet().removeIf(name -> name.startsWith(HEAD));
        LoadedWeights origin = pretrained.into(body, progress);
        put(model, IMAGES, prompts.images());
        put(model, LABELS, prompts.labels());
        return origin;
    }

    private static void put(Model model, String name, float[] values) {
        NDArray array = model.state().get(name);
        try (NDManager manager = model.manager().newSubManager()) {
            manager.create(values, array.getShape()).copyTo(array);
        }
    }

    private void save(Model model, Preset made, PromptLibrary library, LoadedWeights origin) throws IOException {
        Manifest manifest = Manifest.now(
                        made.seed(),
                        prompts,
                        model.versions(),
                        Map.of("pytorch", Torch.engine().getVersion()))
                .with(Map.of(), Map.of(origin.file(), origin.sha256()), made);
        try (RunFolder folder = RunFolder.create(out, made, manifest)) {
            ModelCard card = new ModelCard(0, made, library.table(), model.versions(), Map.of(), List.of(origin));
            folder.saveBest(card, model.state());
        }
    }
}
