// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.shell.internal.demo;

import io.skysense.api.progress.Progress;
import io.skysense.api.task.MetricReport;
import io.skysense.dataset.kit.DatasetFolder;
import io.skysense.dataset.kit.scene.SceneOptions;
import io.skysense.dataset.kit.scene.SceneSet;
import io.skysense.shell.CommandException;
import io.skysense.shell.CommandGroup;
import io.skysense.shell.Console;
import io.skysense.shell.ShellCommand;
import io.skysense.shell.UsageException;
import io.skysense.shell.internal.MetricTables;
import io.skysense.shell.internal.Presets;
import io.skysense.shell.internal.Services;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceScope;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The whole job in one command. */
@Component(service = ShellCommand.class, scope = ServiceScope.PROTOTYPE)
@Command(
        name = "demo",
        description = {
            "Train, evaluate and map, and show it all on one page.",
            "Trains on a dataset's list files, evaluates its validation split, and maps a whole validation image."
                    + " Without --data it first makes a small set of scenes, the same each time. Called again on an"
                    + " unfinished folder it goes on."
        },
        footerHeading = "%nExample:%n",
        footer = "  skysense demo --data ../data/amazon-rgb --out demo-forest --minutes 30")
public final class DemoCommand implements ShellCommand {

    private static final double DEFAULT_MINUTES = 10;
    private static final Path DEFAULT_PARENT = Path.of("skysense-demo");
    private static final String SPLIT = "train";

    private final Services services;
    private final Presets presets;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "A dataset's folder with its list files; its preset is configs/finetune-DATASET.json."
                    + " Default: scenes made for the demo.")
    private Path data;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where the results go. Default: skysense-demo/DATASET in the current folder.")
    private Path out;

    @Option(names = "--minutes", paramLabel = "N", description = "Minutes of training. Default: 10.")
    private Double minutes;

    /**
     * For one call.
     *
     * @param services finds trainer, evaluator, tile engine and datasets
     * @param presets finds the preset
     */
    @Activate
    public DemoCommand(
            @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) Services services, @Reference Presets presets) {
        this.services = services;
        this.presets = presets;
    }

    @Override
    public CommandGroup group() {
        return CommandGroup.JOB;
    }

    @Override
    public int run(Console console) throws Exception {
        if (minutes != null && !(minutes > 0 && minutes < 1e6)) {
            throw new UsageException("--minutes " + minutes + ": must be above 0");
        }
        String dataset = data == null ? SceneSet.NAME : new DatasetFolder(data).onlyDataset(SPLIT);
        DemoFolder folder = new DemoFolder(out == null ? DEFAULT_PARENT.resolve(dataset) : out);
        DemoPlan plan = plan(folder, dataset);
        console.print(
                "dataset " + plan.dataset() + ", " + plan.duration() + " of training; results go to " + folder.root());
        Progress progress = console.progress();
        DemoJob job = new DemoJob(services, presets, progress, folder, plan);
        Optional<MetricReport> figures = work(job, folder, progress);
        if (figures.isEmpty()) {
            console.print("stopped; the same command goes on where it stopped");
            return FAILED;
        }
        show(console, figures.get(), folder);
        return DONE;
    }

    /** The plan of an earlier call, which this one must not contradict, or a new one. */
    private DemoPlan plan(DemoFolder folder, String dataset) throws CommandException, IOException {
        Path source = data == null ? folder.scenes().resolve(SceneSet.NAME) : data;
        String absolute = source.toAbsolutePath().normalize().toString();
        Optional<DemoPlan> before = folder.plan();
        if (before.isPresent()) {
            DemoPlan plan = before.get();
            if (!plan.data().equals(absolute) || minutes != null && minutes != plan.minutes()) {
                throw new CommandException(folder.root() + ": holds a demo on " + plan.data() + " with "
                        + plan.duration() + "; name another folder with --out, or delete this one");
            }
            return plan;
        }
        DemoPlan plan = new DemoPlan(dataset, absolute, minutes == null ? DEFAULT_MINUTES : minutes);
        folder.begin(plan);
        return plan;
    }

    /** The figures; empty if it was stopped, which each stage says in a way of its own. */
    private Optional<MetricReport> work(DemoJob job, DemoFolder folder, Progress progress)
            throws IOException, CommandException {
        try {
            if (data == null) {
                SceneSet.make(folder.scenes(), SceneOptions.DEFAULTS, progress);
            }
            return job.run();
        } catch (InterruptedIOException | CancellationException e) {
            return Optional.empty();
        }
    }

    private static void show(Console console, MetricReport figures, DemoFolder folder) {
        console.print("");
        MetricTables.print(figures, console);
        console.print("");
        console.table(
                List.of("result", "file"),
                List.of(
                        List.of("page to open", folder.report().toString()),
                        List.of("figures", folder.root().resolve("metrics.json").toString()),
                        List.of("map of a whole image", folder.map().toString()),
                        List.of(
                                "contact sheet",
                                folder.root().resolve("contact-sheet.png").toString()),
                        List.of("run with checkpoints", folder.run().toString())));
    }
}
