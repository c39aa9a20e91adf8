// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.bench;

import io.skysense.api.config.Settings;
import io.skysense.api.progress.Progress;
import io.skysense.api.train.Preset;
import io.skysense.api.train.Trainer;
import io.skysense.dataset.kit.scene.SceneOptions;
import io.skysense.dataset.kit.scene.SceneSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder for the duration of the bench, with made scenes and a short run of the demo's model on them. */
final class Workbench implements AutoCloseable {

    private static final int STEPS = 12;

    private final Path home;
    private final Trainer trainer;
    private final Path folder;
    private Path run;

    /**
     * Opens an empty one.
     *
     * @param home the distribution
     * @param trainer makes the run
     */
    Workbench(Path home, Trainer trainer) {
        this.home = home;
        this.trainer = trainer;
        try {
            folder = Files.createTempDirectory("skysense-bench");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return a folder for files of a part} */
    Path folder() {
        return folder;
    }

    /**
     * The run, which is made at the first call.
     *
     * @param progress watches
     * @return its folder
     * @throws IOException if it cannot be made
     */
    Path run(Progress progress) throws IOException {
        if (run == null) {
            Path data = SceneSet.make(folder, new SceneOptions(0, 8, 1, 512, 1, 1), progress);
            Settings settings = Settings.read(home.resolve("configs/finetune-demo.json"));
            for (List<String> change : List.of(
                    List.of("train.minutes", "0"),
                    List.of("train.steps", Integer.toString(STEPS)),
                    List.of("train.checkpointEvery", Integer.toString(STEPS)),
                    List.of("data.validation", "\"\""))) {
                settings = settings.with(change.get(0), change.get(1));
            }
            Path made = folder.resolve("run");
            trainer.train(settings.over(Preset.DEFAULTS), data, made, progress);
            run = made;
        }
        return run;
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
