// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skysense.api.data.LabelKind;
import io.skysense.api.infer.MapRequest;
import io.skysense.api.infer.MapResult;
import io.skysense.api.infer.TestTime;
import io.skysense.api.model.Model;
import io.skysense.api.progress.Progress;
import io.skysense.engine.GradMode;
import io.skysense.engine.Torch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several heads on the features of one pass. */
class SharedPassTest {

    private static final int H = 90;
    private static final int W = 133;

    @TempDir
    Path folder;

    private LocalModel classes;
    private LocalModel values;
    private Path input;

    @BeforeEach
    void open() throws IOException {
        classes = new LocalModel(3, 1);
        values = classes.withAnotherHead(LabelKind.PIXEL_VALUES);
        input = Scene.geoTiff(folder.resolve("in.tif"), 3, H, W);
    }

    @AfterEach
    void close() {
        classes.close();
        values.close();
    }

    private MapRequest request(String output) {
        return new MapRequest(
                folder.resolve("run"),
                List.of(input),
                folder.resolve(output),
                40,
                16,
                Optional.empty(),
                new TestTime(List.of(TestTime.Flip.HORIZONTAL), List.of(1.0)));
    }

    private List<MapResult> run(List<MapRequest> requests, List<Model> models, Progress progress) throws IOException {
        RequestCheck.together(requests);
        Torch.setThreads(1);
        try (GradMode off = GradMode.off()) {
            return new PredictionJob(requests, models, Scene.CAREFUL, "test 1.0", progress).run();
        }
    }

    @Test
    void everyHeadSaysWhatItSaysAloneAndFeaturesAreComputedOnce() throws IOException {
        run(List.of(request("classes-alone.tif")), List.of(classes), Progress.NONE);
        run(List.of(request("values-alone.tif")), List.of(values), Progress.NONE);
        int alone = classes.passes();
        assertEquals(alone, values.passes());

        List<MapResult> both =
                run(List.of(request("classes.tif"), request("values.tif")), List.of(classes, values), Progress.NONE);

        assertEquals(
                List.of("classes.tif", "values.tif"),
                both.stream().map(r -> r.output().getFileName().toString()).toList());
        assertArrayEquals(Scene.read(folder.resolve("classes-alone.tif")), Scene.read(folder.resolve("classes.tif")));
        assertArrayEquals(
                Scene.readFloats(folder.resolve("values-alone.tif")), Scene.readFloats(folder.resolve("values.tif")));
        assertEquals(2 * alone, classes.passes());
        assertEquals(alone, values.passes(), "the second backbone rests");
    }

    @Test
    void outputsThatStoppedAtDifferentTilesGoOnTogether() throws IOException {
        run(List.of(request("classes-alone.tif")), List.of(classes), Progress.NONE);
        run(List.of(request("values-alone.tif")), List.of(values), Progress.NONE);
        run(List.of(request("classes.tif")), List.of(classes), after(7));
        run(List.of(request("values.tif")), List.of(values), after(3));
        assertFalse(Files.exists(folder.resolve("classes.tif")));

        List<MapResult> both =
                run(List.of(request("classes.tif"), request("values.tif")), List.of(classes, values), Progress.NONE);

        assertTrue(both.get(0).resumed() > both.get(1).resumed());
        assertTrue(both.get(1).resumed() > 0);
        assertArrayEquals(Scene.read(folder.resolve("classes-alone.tif")), Scene.read(folder.resolve("classes.tif")));
        assertArrayEquals(
                Scene.readFloats(folder.resolve("values-alone.tif")), Scene.readFloats(folder.resolve("values.tif")));
    }

    private static Progress after(int batches) {
        return new Progress() {
            private int seen;

            @Override
            public void update(long done, Map<String, Double> figures) {
                seen++;
            }

            @Override
            public boolean cancelled() {
                return seen >= batches;
            }
        };
    }

    @Test
    void modelsThatDifferInTheirHeadsAloneShareAPass() {
        try (LocalModel other = new LocalModel(3, 2)) {
            assertEquals(List.of(List.of(0, 2), List.of(1)), new OpenModels(List.of(classes, other, values)).passes());
        }
    }

    @Test
    void outputsThatAreOneFileAreRefused() {
        IOException refused = assertThrows(
                IOException.class, () -> RequestCheck.together(List.of(request("a.tif"), request("a.tif"))));

        assertEquals(folder.resolve("a.tif") + ": two outputs cannot be one file", refused.getMessage());
    }
}
