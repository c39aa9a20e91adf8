// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.shell.internal.command;

import io.skysense.api.progress.Progress;
import io.skysense.api.task.MetricReport;
import io.skysense.api.train.EvaluationRequest;
import io.skysense.api.train.Evaluator;
import io.skysense.checkpoint.AtomicFile;
import io.skysense.shell.CommandGroup;
import io.skysense.shell.Console;
import io.skysense.shell.ShellCommand;
import io.skysense.shell.internal.MetricTables;
import io.skysense.shell.internal.MetricsJson;
import io.skysense.shell.internal.Services;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceScope;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.component.propertytypes.ServiceRanking;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Evaluates a run. */
@Component(service = ShellCommand.class, scope = ServiceScope.PROTOTYPE)
@ServiceRanking(20)
@Command(
        name = "eval",
        description = {
            "Measure a trained model on labelled images.",
            "Pixels of all images count together in overallAccuracy, meanAccuracy, meanIoU, meanF1 and perClass;"
                    + " accuracyOverImages and f1OverImages are means over images."
        },
        footerHeading = "%nExample:%n",
        footer = {
            "  skysense eval --run runs/forest --data ../data/amazon-rgb \\",
            "      --list ../data/amazon-rgb/amazon-rgb_val.json --json forest.json"
        })
public final class EvalCommand implements ShellCommand {

    private final Services services;

    @Option(names = "--run", required = true, paramLabel = "RUN", description = "The folder of the run.")
    private Path run;

    @Option(
            names = "--list",
            paramLabel = "LIST.json",
            description = "The list file of the images. Default: the run's validation split.")
    private Path list;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The dataset's folder. Default: the one the run was trained on.")
    private Path data;

    @Option(names = "--json", paramLabel = "OUT", description = "Where to write the figures. Default: nowhere.")
    private Path json;

    @Mixin
    private TestTimeOptions views;

    /**
     * For one call.
     *
     * @param services finds the evaluator
     */
    @Activate
    public EvalCommand(@Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) Services services) {
        this.services = services;
    }

    @Override
    public CommandGroup group() {
        return CommandGroup.TRAINING;
    }

    @Override
    public int run(Console console) throws Exception {
        if (json != null) {
            OutputFile.check(json);
        }
        Progress progress = console.progress();
        EvaluationRequest request =
                new EvaluationRequest(run, Optional.ofNullable(data), Optional.ofNullable(list), views.testTime());
        MetricReport report = services.require(Evaluator.class).evaluate(request, sample -> {}, progress);
        if (progress.cancelled()) {
            throw new CancellationException();
        }
        MetricTables.print(report, console);
        if (json != null) {
            AtomicFile.write(json, MetricsJson.of(report));
            console.print("written: " + json);
        }
        return DONE;
    }
}
