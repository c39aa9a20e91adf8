// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.bench;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.skysense.api.data.Modality;
import io.skysense.api.infer.MapRequest;
import io.skysense.api.infer.MapResult;
import io.skysense.api.infer.TileEngine;
import io.skysense.api.model.FeaturePyramid;
import io.skysense.api.model.Model;
import io.skysense.api.model.ModelLoader;
import io.skysense.api.progress.Progress;
import io.skysense.engine.GradMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tiles a CPU-second of a whole prediction against those of the model alone on the same tiles. */
final class MapPart implements Part {

    private static final int SIDE = 2048;
    private static final int TILE = 512;
    private static final int OVERLAP = 64;
    private static final int BATCH = 4;

    private final Workbench bench;
    private final TileEngine engine;
    private final ModelLoader models;

    MapPart(Workbench bench, TileEngine engine, ModelLoader models) {
        this.bench = bench;
        this.engine = engine;
        this.models = models;
    }

    @Override
    public String name() {
        return "map";
    }

    @Override
    public List<Figure> run(Stopwatch stopwatch, Progress progress) throws Exception {
        Path run = bench.run(progress);
        Path scene = Scenes.sparse(bench.folder().resolve("scene.tif"), SIDE);
        Path map = bench.folder().resolve("map.tif");
        int[] tiles = new int[1];
        try (Model model = models.open(run, Device.cpu())) {
            List<Sample> times = stopwatch.seconds(
                    () -> {
                        MapRequest request = new MapRequest(run, scene, map, TILE, OVERLAP, Optional.empty());
                        MapResult result = engine.predict(request, Progress.NONE);
                        tiles[0] = result.tiles();
                        Files.delete(map);
                    },
                    () -> forward(model));
            Sample rate = times.get(0).rate(tiles[0]);
            Sample bare = times.get(1).rate(BATCH);
            double ratio = rate.over(bare).median();
            return List.of(
                    new Figure(
                            name(),
                            TILE + " px tiles of " + SIDE + " px square",
                            rate.median(),
                            "tiles/CPU-s",
                            rate.spread(),
                            ratio,
                            "at least 0.90",
                            ratio >= 0.9),
                    Figure.plain(name(), "the model alone", bare, "tiles/CPU-s"));
        } finally {
            Files.delete(scene);
        }
    }

    private static void forward(Model model) {
        int bands =
                model.spec().table().bands(Modality.HR).orElseThrow().bands().size();
        try (NDManager manager = model.manager().newSubManager();
                GradMode off = GradMode.off()) {
            NDArray x = manager.zeros(new Shape(BATCH, bands, TILE, TILE));
            FeaturePyramid features = model.backbone().forward(Map.of(Modality.HR, x), false);
            model.head()
                    .predict(model.head().forward(features, false), TILE, TILE)
                    .values()
                    .toByteBuffer();
        }
    }
}
