// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.data.commands;

import io.skysense.api.progress.Progress;
import io.skysense.dataset.kit.scene.SceneOptions;
import io.skysense.dataset.kit.scene.SceneSet;
import io.skysense.shell.Console;
import io.skysense.shell.UsageException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes the scenes that the demo trains on. */
@Command(
        name = "make-scenes",
        description = {
            "Make the dataset demo: scenes of made land, as all sensors see it.",
            "High-resolution images, Sentinel-2 and Sentinel-1 series, and what is known of them: the cover of each"
                    + " pixel, tree cover density, houses as turned boxes. The same seed gives the same bytes."
        },
        footerHeading = "%nExample:%n",
        footer = "  skysense data make-scenes scenes --train 60")
public final class MakeScenes extends DataSubcommand {

    @Parameters(index = "0", paramLabel = "DIR", description = "Where the folder demo is made.")
    private Path folder;

    @Option(names = "--seed", paramLabel = "N", description = "Other scenes. Default: ${DEFAULT-VALUE}.")
    private long seed = SceneOptions.DEFAULTS.seed();

    @Option(names = "--train", paramLabel = "N", description = "Scenes to train on. Default: ${DEFAULT-VALUE}.")
    private int train = SceneOptions.DEFAULTS.train();

    @Option(names = "--val", paramLabel = "N", description = "Scenes to validate on. Default: ${DEFAULT-VALUE}.")
    private int validation = SceneOptions.DEFAULTS.validation();

    @Option(
            names = "--size",
            paramLabel = "PIXELS",
            description = "Side of the HR images, a multiple of 16. Default: ${DEFAULT-VALUE}.")
    private int size = SceneOptions.DEFAULTS.size();

    @Override
    public int run(Console console) throws Exception {
        Progress progress = console.progress();
        SceneOptions options = options();
        make(progress, () -> SceneSet.make(folder, options, progress));
        console.print("written: " + folder.resolve(SceneSet.NAME) + ", " + train + " scenes to train on, " + validation
                + " to validate on");
        return DONE;
    }

    private SceneOptions options() throws UsageException {
        SceneOptions usual = SceneOptions.DEFAULTS;
        try {
            return new SceneOptions(seed, train, validation, size, usual.s2Dates(), usual.s1Dates());
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
    }
}
