// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.shell.internal.command;

import io.skysense.api.train.Preset;
import io.skysense.api.train.Trainer;
import io.skysense.shell.CommandException;
import io.skysense.shell.CommandGroup;
import io.skysense.shell.Console;
import io.skysense.shell.ShellCommand;
import io.skysense.shell.internal.PresetOptions;
import io.skysense.shell.internal.Presets;
import io.skysense.shell.internal.Services;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceScope;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.component.propertytypes.ServiceRanking;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Starts in-context pretraining. */
@Component(service = ShellCommand.class, scope = ServiceScope.PROTOTYPE)
@ServiceRanking(45)
@Command(
        name = "pretrain",
        description = {
            "Pretrain a complete model on a mixture of datasets, by in-context segmentation of collages.",
            "The data folder holds a folder for each dataset with its list files; all of them are used unless"
                    + " context.datasets names some. The untrained model is validated first. The run folder gets the"
                    + " preset, the figures of every step (CSV, JSON lines, TensorBoard), a manifest, the last and the"
                    + " best checkpoint, and metrics.json at the end. Ctrl-C writes a checkpoint and stops; skysense"
                    + " resume goes on.",
            "skysense data make-demo makes a small copy of every dataset to try it on."
        },
        footerHeading = "%nExample:%n",
        footer = "  skysense pretrain --preset pretrain-nano --data data --out runs/nano")
public final class PretrainCommand implements ShellCommand {

    private final Services services;
    private final Presets presets;

    @Mixin
    private PresetOptions preset;

    @Mixin
    private RunOptions run;

    /**
     * For one call.
     *
     * @param services finds the trainer
     * @param presets finds the preset
     */
    @Activate
    public PretrainCommand(
            @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) Services services, @Reference Presets presets) {
        this.services = services;
        this.presets = presets;
    }

    @Override
    public CommandGroup group() {
        return CommandGroup.TRAINING;
    }

    @Override
    public int run(Console console) throws Exception {
        Preset experiment = preset.read(presets);
        if (!experiment.pretrains()) {
            throw new CommandException(preset.name() + ": the preset " + experiment.name()
                    + " has a head; train it with: skysense train --preset " + preset.name());
        }
        return RunOutcome.print(
                services.require(Trainer.class).train(experiment, run.data, run.out, console.progress()), console);
    }
}
