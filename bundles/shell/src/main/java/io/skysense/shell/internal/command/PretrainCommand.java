// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.shell.internal.command;

import io.skysense.api.task.MetricReport;
import io.skysense.api.train.Preset;
import io.skysense.api.train.TrainResult;
import io.skysense.api.train.Trainer;
import io.skysense.report.Figures;
import io.skysense.shell.CommandException;
import io.skysense.shell.CommandGroup;
import io.skysense.shell.Console;
import io.skysense.shell.ShellCommand;
import io.skysense.shell.internal.PresetOptions;
import io.skysense.shell.internal.Presets;
import io.skysense.shell.internal.Services;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
                    + " preset, the figures of every step, a manifest, and the last and the best checkpoint."
                    + " Ctrl-C writes a checkpoint and stops; skysense resume goes on."
        },
        footerHeading = "%nExample:%n",
        footer = "  skysense pretrain --preset pretrain-nano --data data --out runs/nano")
public final class PretrainCommand implements ShellCommand {

    private static final List<String> COMPARED = List.of("meanIoU", "untrainedMeanIoU", "constantMeanIoU");

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
        TrainResult result = services.require(Trainer.class).train(experiment, run.data, run.out, console.progress());
        int code = RunOutcome.print(result, console);
        result.best().ifPresent(best -> printDatasets(best, console));
        return code;
    }

    /** In-context mIoU of each dataset: trained, untrained, best constant answer. Classes are in metrics.json. */
    private static void printDatasets(MetricReport report, Console console) {
        List<List<String>> rows = new ArrayList<>();
        report.perClass().forEach((name, figures) -> {
            if (figures.containsKey(COMPARED.get(0))) {
                rows.add(row(name, figures));
            }
        });
        if (!rows.isEmpty()) {
            rows.add(row("mean", report.values()));
            console.print("");
            console.table(List.of("in-context mIoU", "trained", "untrained", "best constant answer"), rows);
        }
    }

    private static List<String> row(String name, Map<String, Double> figures) {
        List<String> row = new ArrayList<>(List.of(name));
        COMPARED.forEach(figure -> row.add(Figures.value(figures.getOrDefault(figure, Double.NaN))));
        return row;
    }
}
