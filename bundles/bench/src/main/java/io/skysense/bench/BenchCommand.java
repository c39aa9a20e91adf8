// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.bench;

import io.skysense.api.device.DevicePool;
import io.skysense.api.incontext.InContextModelFactory;
import io.skysense.api.infer.TileEngine;
import io.skysense.api.model.ModelLoader;
import io.skysense.api.plugin.PluginRegistry;
import io.skysense.api.train.Trainer;
import io.skysense.shell.CommandGroup;
import io.skysense.shell.CommandPort;
import io.skysense.shell.Console;
import io.skysense.shell.ShellCommand;
import io.skysense.shell.UsageException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the platform on this machine. */
@Component(service = ShellCommand.class, scope = ServiceScope.PROTOTYPE)
@Command(
        name = "bench",
        description = {
            "Measure speed and memory on this machine, each figure against its baseline in the same run.",
            "Writes a table and a CSV file. Nothing else should run meanwhile; the spread tells whether it did."
        },
        footerHeading = "%nExample:%n",
        footer = "  skysense bench --only encoder,raster --out bench.csv")
public final class BenchCommand implements ShellCommand {

    private static final String FULL = "configs/pretrain-skysensepp.json";

    @Option(names = "--out", paramLabel = "FILE", description = "The CSV file. Default: ${DEFAULT-VALUE}")
    private Path out = Path.of("bench.csv");

    @Option(
            names = "--only",
            paramLabel = "PART",
            split = ",",
            description =
                    "Parts to run: matrix, encoder, attention, raster, collage, index, lists, step, wait, map, heads, serving,"
                            + " swaps, memory, model. Default: all but model")
    private List<String> only = List.of();

    @Option(names = "--rounds", paramLabel = "N", description = "Measurements of each. Default: ${DEFAULT-VALUE}")
    private int rounds = 9;

    @Option(
            names = "--sides",
            paramLabel = "PIXELS",
            split = ",",
            description =
                    "Rasters of the memory part, ascending. Default: 2000,5000. The limit is stated for 5000,20000")
    private List<Integer> sides = List.of(2000, 5000);

    @Option(
            names = "--preset",
            paramLabel = "FILE",
            description = "Model of the model part. Default: the full one, which takes 16 GiB of memory")
    private Path preset;

    @Option(
            names = "--pairs",
            paramLabel = "PIXELS",
            split = ",",
            description = "Heights of the pairs of the model part. Default: 512. The targets are for 512,1024")
    private List<Integer> pairs = List.of(512);

    @Option(
            names = "--swap-minutes",
            paramLabel = "MINUTES",
            description = "Time of the swaps part under load. Default: ${DEFAULT-VALUE}. The target is stated for 5")
    private double swapMinutes = 1;

    private final Path home;
    private final PluginRegistry registry;
    private final Trainer trainer;
    private final TileEngine engine;
    private final ModelLoader models;
    private final InContextModelFactory inContext;
    private final DevicePool devices;
    private final CommandPort port;

    /**
     * For one call.
     *
     * @param context knows the distribution, whose command the memory part runs
     * @param registry lends the encoder
     * @param trainer makes a short run
     * @param engine predicts
     * @param models opens the run's model
     * @param inContext builds the in-context model
     * @param devices lends one to serve on
     * @param port sends commands to a platform that serves meanwhile
     */
    @Activate
    public BenchCommand(
            BundleContext context,
            @Reference PluginRegistry registry,
            @Reference Trainer trainer,
            @Reference TileEngine engine,
            @Reference ModelLoader models,
            @Reference InContextModelFactory inContext,
            @Reference DevicePool devices,
            @Reference CommandPort port) {
        String folder = context.getProperty("skysense.home");
        this.home = Path.of(folder == null ? "" : folder);
        this.registry = registry;
        this.trainer = trainer;
        this.engine = engine;
        this.models = models;
        this.inContext = inContext;
        this.devices = devices;
        this.port = port;
    }

    @Override
    public CommandGroup group() {
        return CommandGroup.PLATFORM;
    }

    @Override
    public int run(Console console) throws Exception {
        if (rounds < 1) {
            throw new UsageException("--rounds " + rounds + ": must be at least 1");
        }
        if (!(swapMinutes > 0)) {
            throw new UsageException("--swap-minutes " + swapMinutes + ": must be more than 0");
        }
        List<Figure> figures = new ArrayList<>();
        try (Workbench bench = new Workbench(home, trainer)) {
            for (Part part : chosen(bench)) {
                console.print("measuring: " + part.name());
                figures.addAll(part.run(new Stopwatch(rounds), console.progress()));
                BenchCsv.write(out, figures);
            }
        }
        console.table(Figure.HEADER, figures.stream().map(Figure::cells).toList());
        console.print("written: " + out);
        return DONE;
    }

    private List<Part> chosen(Workbench bench) throws UsageException {
        List<Part> parts = List.of(
                new MatrixPart(),
                new EncoderPart(registry),
                new AttentionPart(),
                new RasterPart(),
                new IndexPart(bench),
                new CollagePart(bench),
                new ListsPart(bench),
                new StepPart(bench),
                new WaitPart(bench, home, trainer),
                new MapPart(bench, engine, models),
                new HeadsPart(bench, models),
                new ServingPart(bench, models, devices),
                new SwapPart(bench, home, port, Duration.ofMillis(Math.round(swapMinutes * 60_000))),
                new MemoryPart(bench, home, sides),
                new ModelPart(inContext, preset == null ? home.resolve(FULL) : preset, pairs));
        List<String> names = parts.stream().map(Part::name).toList();
        for (String name : only) {
            if (!names.contains(name)) {
                throw new UsageException("--only " + name + ": the parts are " + String.join(", ", names));
            }
        }
        return only.isEmpty()
                ? parts.subList(0, parts.size() - 1)
                : parts.stream().filter(p -> only.contains(p.name())).toList();
    }
}
