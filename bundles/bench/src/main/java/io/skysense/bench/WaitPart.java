// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.bench;

import io.skysense.api.config.Settings;
import io.skysense.api.progress.Progress;
import io.skysense.api.train.Preset;
import io.skysense.api.train.Trainer;
import io.skysense.checkpoint.MetricsLog;
import io.skysense.checkpoint.RunFolder;
import io.skysense.dataset.kit.scene.SceneOptions;
import io.skysense.dataset.kit.scene.SceneSet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The share of a pretraining step that waits for collages, for the nano model and its two loader threads. */
final class WaitPart implements Part {

    private static final double LIMIT = 0.05;
    private static final int STEPS = 12;
    private static final int WARM_UP = 4;
    private static final int SCENES = 16;
    private static final int SIDE = 256;

    private final Workbench bench;
    private final Path home;
    private final Trainer trainer;

    /**
     * Makes the part.
     *
     * @param bench the run
     * @param home the distribution, which has the preset
     * @param trainer makes the run
     */
    WaitPart(Workbench bench, Path home, Trainer trainer) {
        this.bench = bench;
        this.home = home;
        this.trainer = trainer;
    }

    @Override
    public String name() {
        return "wait";
    }

    @Override
    public List<Figure> run(Stopwatch stopwatch, Progress progress) throws Exception {
        Path folder = Files.createDirectories(bench.folder().resolve("wait"));
        Path data = SceneSet.make(folder, new SceneOptions(0, SCENES, 1, SIDE, 2, 2), progress);
        Settings settings = Settings.read(home.resolve("configs/pretrain-nano.json"));
        for (List<String> change : List.of(
                List.of("train.minutes", "0"),
                List.of("train.steps", Integer.toString(STEPS)),
                List.of("train.checkpointEvery", Integer.toString(STEPS)),
                List.of("data.validation", "\"\""))) {
            settings = settings.with(change.get(0), change.get(1));
        }
        Path run = folder.resolve("run");
        trainer.train(settings.over(Preset.DEFAULTS), data, run, progress);
        try (RunFolder opened = RunFolder.open(run)) {
            List<MetricsLog.Row> rows = opened.figures();
            Sample wait = series(rows, "time/wait");
            return List.of(
                    Figure.plain(name(), "a step of the nano model", series(rows, "time/step"), "s"),
                    new Figure(
                            name(),
                            "of which waiting for collages",
                            wait.median(),
                            "share",
                            wait.spread(),
                            Double.NaN,
                            "under 0.05",
                            wait.median() < LIMIT));
        }
    }

    private static Sample series(List<MetricsLog.Row> rows, String name) {
        return new Sample(rows.stream()
                .filter(row -> row.name().equals(name) && row.step() > WARM_UP)
                .mapToDouble(MetricsLog.Row::value)
                .toArray());
    }
}
