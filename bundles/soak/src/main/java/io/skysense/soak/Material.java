// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.soak;

import io.skysense.api.config.Settings;
import io.skysense.api.progress.Progress;
import io.skysense.api.train.Preset;
import io.skysense.api.train.Trainer;
import io.skysense.dataset.kit.scene.SceneOptions;
import io.skysense.dataset.kit.scene.SceneSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A folder with made scenes and the runs of two nano models on them, one a head; gone when it is closed.
 *
 * @param folder holds them, and has room for jars
 * @param scenes the dataset
 * @param runs by the name of the model
 */
record Material(Path folder, Path scenes, Map<String, Path> runs) implements AutoCloseable {

    /** Scenes of the only split. */
    static final int SCENES = 4;

    /** Rows and columns of a scene. */
    static final int SIDE = 64;

    /** The split. */
    static final String SPLIT = "train";

    private static final int STEPS = 2;

    /** The presets, which differ in their heads; their models bear their names. */
    private static final List<String> PRESETS = List.of("finetune-demo", "finetune-demo-trees");

    /**
     * Makes it, the same each time.
     *
     * @param home of the distribution, which has the presets
     * @param trainer makes the runs
     * @param progress watches
     * @return the folder; the caller closes it
     * @throws IOException if it cannot be made
     */
    static Material make(Path home, Trainer trainer, Progress progress) throws IOException {
        Path folder = Files.createTempDirectory("skysense-soak");
        Material made = new Material(folder, folder.resolve(SceneSet.NAME), new LinkedHashMap<>());
        try {
            SceneSet.make(folder, new SceneOptions(0, SCENES, 0, SIDE, 1, 1), progress);
            for (String preset : PRESETS) {
                Path run = folder.resolve(preset);
                Settings settings = Settings.read(home.resolve("configs/" + preset + ".json"));
                trainer.train(shortened(settings).over(Preset.DEFAULTS), made.scenes, run, progress);
                made.runs.put(preset, run);
            }
            return made;
        } catch (IOException | RuntimeException e) {
            made.close();
            throw e;
        }
    }

    private static Settings shortened(Settings settings) {
        Settings changed = settings;
        for (List<String> change : List.of(
                List.of("data.crop", Integer.toString(SIDE)),
                List.of("data.batch", "2"),
                List.of("data.validation", "\"\""),
                List.of("train.minutes", "0"),
                List.of("train.steps", Integer.toString(STEPS)))) {
            changed = changed.with(change.get(0), change.get(1));
        }
        return changed;
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
