// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.shell.internal.command;

import io.skysense.api.infer.MapRequest;
import io.skysense.api.infer.MapResult;
import io.skysense.api.infer.NamedRaster;
import io.skysense.api.infer.TestTime;
import io.skysense.api.infer.TileEngine;
import io.skysense.shell.CommandException;
import io.skysense.shell.CommandGroup;
import io.skysense.shell.Console;
import io.skysense.shell.ShellCommand;
import io.skysense.shell.UsageException;
import io.skysense.shell.internal.Services;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceScope;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes the map of a raster. */
@Component(service = ShellCommand.class, scope = ServiceScope.PROTOTYPE)
@Command(
        name = "predict",
        description = {
            "Write the map of a raster of any size: classes, quantities, or objects.",
            "The map is a Cloud Optimized GeoTIFF with the raster's georeference, and the classes' names and colours or"
                    + " one band of float32 a quantity. Objects are GeoJSON. The output appears under its name only when"
                    + " it is complete; after Ctrl-C or a kill the same command"
                    + " goes on where it stopped."
        },
        footerHeading = "%nExample:%n",
        footer = {
            "  skysense predict --run runs/forest --input scene.tif --output map.tif --probabilities",
            "  skysense predict --run runs/forest --input scene.tif --output map.tif --flips --scales 0.75,1,1.25",
            "  skysense predict --run runs/forest --run runs/height --input scene.tif --output map.tif --output h.tif"
        })
public final class PredictCommand implements ShellCommand {

    private final Services services;

    @Option(
            names = "--run",
            required = true,
            paramLabel = "RUN",
            description = "The folder of the run. Several, each with its own --output, are asked about the same raster;"
                    + " those whose backbones have equal weights share one pass over it.")
    private List<Path> runs;

    @Option(
            names = "--input",
            required = true,
            paramLabel = "[SENSOR=]RASTER",
            description = "A raster of any format that GDAL reads, with the bands the model was trained on. For a model"
                    + " of several dates once a date, in order: --input before.tif --input after.tif. For a model of"
                    + " several sensors with the sensor in front, hr, s2 or s1: --input s2=optical.tif --input"
                    + " s1=radar.tif; what is left out is completed.")
    private List<String> inputs;

    @Option(
            names = "--output",
            required = true,
            paramLabel = "MAP.tif",
            description = "The map to write, one a run, in the order of the runs.")
    private List<Path> outputs;

    @Option(
            names = "--tile",
            paramLabel = "N",
            defaultValue = "512",
            description = "Side of a tile in pixels. Default: ${DEFAULT-VALUE}.")
    private int tile;

    @Option(
            names = "--overlap",
            paramLabel = "N",
            defaultValue = "64",
            description = "Pixels that neighbouring tiles share, below half a tile. Default: ${DEFAULT-VALUE}.")
    private int overlap;

    @Option(
            names = "--probabilities",
            arity = "0..1",
            paramLabel = "FILE",
            fallbackValue = "",
            description = "Write the probability of each class too, one band a class, 0 to 255."
                    + " Default of FILE: the name of the map with .probabilities before its end.")
    private String probabilities;

    @Mixin
    private TestTimeOptions views;

    /**
     * For one call.
     *
     * @param services finds the tile engine
     */
    @Activate
    public PredictCommand(@Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) Services services) {
        this.services = services;
    }

    @Override
    public CommandGroup group() {
        return CommandGroup.MAPS;
    }

    @Override
    public int run(Console console) throws Exception {
        List<MapRequest> requests = requests();
        List<MapResult> results = services.require(TileEngine.class).predict(requests, console.progress());
        if (!results.stream().allMatch(MapResult::complete)) {
            console.print("stopped; the same command goes on where it stopped");
            return FAILED;
        }
        for (MapResult result : results) {
            console.print(result.output() + ": " + result.width() + " by " + result.height() + " pixels, "
                    + result.tiles() + " tiles"
                    + (result.resumed() > 0 ? ", " + result.resumed() + " of them from an earlier call" : ""));
        }
        requests.forEach(request -> request.probabilities().ifPresent(file -> console.print(file.toString())));
        return DONE;
    }

    private List<MapRequest> requests() throws CommandException {
        if (runs.size() != outputs.size()) {
            throw new UsageException("--run and --output: " + runs.size() + " runs and " + outputs.size()
                    + " outputs; each run has one");
        }
        if (runs.size() > 1 && probabilities != null && !probabilities.isEmpty()) {
            throw new UsageException("--probabilities: of several runs each has its own file; leave the name out");
        }
        List<MapRequest> requests = new ArrayList<>();
        for (int i = 0; i < runs.size(); i++) {
            requests.add(request(runs.get(i), outputs.get(i)));
        }
        return requests;
    }

    private MapRequest request(Path run, Path output) throws CommandException {
        OutputFile.check(output);
        Optional<Path> file =
                Optional.ofNullable(probabilities).map(name -> name.isEmpty() ? besideMap(output) : Path.of(name));
        if (file.isPresent()) {
            OutputFile.check(file.get());
        }
        TestTime testTime = views.testTime();
        try {
            List<NamedRaster> rasters = inputs.stream().map(NamedRaster::parse).toList();
            List<Path> files = rasters.stream().map(r -> Path.of(r.file())).toList();
            return new MapRequest(run, files, NamedRaster.sensors(rasters), output, tile, overlap, file, testTime);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--input, --tile and --overlap: " + e.getMessage());
        }
    }

    private static Path besideMap(Path output) {
        String name = output.getFileName().toString().replaceFirst("\\.tiff?$", "");
        return output.resolveSibling(name + ".probabilities.tif");
    }
}
