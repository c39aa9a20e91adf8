// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.inference;

import io.skysense.api.infer.MapRequest;
import io.skysense.api.infer.MapResult;
import io.skysense.api.model.Model;
import io.skysense.api.progress.Progress;
import io.skysense.engine.GradMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How far maps of one raster by one trained model agree whatever the tiles. They cannot wholly: pooling over the whole
 * tile, and windows that fall otherwise, show the model other surroundings. Run by hand.
 *
 * <pre>
 * TileAgreement run raster tile,overlap tile,overlap...
 * </pre>
 *
 * <p>Every tiling is compared with the first, away from the border.
 */
public final class TileAgreement {

    private static final int BORDER = 32;
    private static final Machine MACHINE = new Machine(1L << 30, 2, 1, Duration.ofSeconds(5));

    private TileAgreement() {}

    private record Made(String tiling, int width, int height, byte[] labels, byte[] shares) {}

    /**
     * Compares.
     *
     * @param args see above
     * @throws IOException if the run or the raster cannot be used
     */
    @SuppressWarnings("try")
    public static void main(String[] args) throws IOException {
        Path folder = Files.createTempDirectory("tile-agreement");
        List<Made> all = new ArrayList<>();
        try (Model model = RealModel.open(Path.of(args[0]));
                GradMode off = GradMode.off()) {
            for (int i = 2; i < args.length; i++) {
                Made made = make(model, Path.of(args[1]), folder, args[i]);
                all.add(made);
                compare(all.get(0), made);
            }
        } finally {
            Files.deleteIfExists(folder);
        }
    }

    private static Made make(Model model, Path input, Path folder, String tiling) throws IOException {
        String[] numbers = tiling.split(",");
        Path map = folder.resolve("map.tif");
        Path shares = folder.resolve("shares.tif");
        MapRequest request = new MapRequest(
                folder, input, map, Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]), Optional.of(shares));
        MapResult result = new PredictionJob(request, model, MACHINE, "agreement", Progress.NONE)
                .run()
                .get(0);
        Made made = new Made(tiling, result.width(), result.height(), Scene.read(map), Scene.read(shares));
        for (Path file : List.of(map, shares, folder.resolve("map.tif.aux.xml"))) {
            Files.deleteIfExists(file);
        }
        return made;
    }

    private static void compare(Made first, Made made) {
        int plane = first.width * first.height;
        int classes = first.shares.length / plane;
        long pixels = 0;
        long same = 0;
        long difference = 0;
        int most = 0;
        for (int y = BORDER; y < first.height - BORDER; y++) {
            for (int x = BORDER; x < first.width - BORDER; x++) {
                int at = y * first.width + x;
                pixels++;
                same += first.labels[at] == made.labels[at] ? 1 : 0;
                int widest = 0;
                for (int k = 0; k < classes; k++) {
                    int one = first.shares[k * plane + at] & 0xff;
                    widest = Math.max(widest, Math.abs(one - (made.shares[k * plane + at] & 0xff)));
                }
                difference += widest;
                most = Math.max(most, widest);
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%s against %s: %.3f %% of labels, probabilities differ by %.4f in the mean and %.3f at most%n",
                made.tiling,
                first.tiling,
                100.0 * same / pixels,
                difference / 255.0 / pixels,
                most / 255.0);
    }
}
