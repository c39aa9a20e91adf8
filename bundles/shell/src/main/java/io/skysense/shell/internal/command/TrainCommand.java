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

/** Starts a run. */
@Component(service = ShellCommand.class, scope = ServiceScope.PROTOTYPE)
@ServiceRanking(40)
@Command(
        name = "train",
        description = {
            "Train a model with a head as a preset says.",
            "The run folder gets the preset, the metrics of every step, and the last and the best checkpoint."
                    + " Ctrl-C writes a checkpoint and stops."
        },
        footerHeading = "%nExample:%n",
        footer = {
            "  skysense train --preset finetune-amazon-rgb --data ../data/amazon-rgb \\",
            "      --set train.steps=2000 --set optimizer.lr=1e-4 --out runs/forest"
        })
public final class TrainCommand implements ShellCommand {

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
    public TrainCommand(
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
        if (experiment.pretrains()) {
            throw new CommandException(preset.name() + ": the preset " + experiment.name()
                    + " has no head; use it with: skysense pretrain --preset " + preset.name());
        }
        Trainer trainer = services.require(Trainer.class);
        return RunOutcome.print(trainer.train(experiment, run.data, run.out, console.progress()), console);
    }
}
