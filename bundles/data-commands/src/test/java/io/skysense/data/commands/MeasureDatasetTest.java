// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.data.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.skysense.api.data.DatasetOptions;
import io.skysense.api.data.ImageCube;
import io.skysense.api.data.Modality;
import io.skysense.shell.ShellCommand;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeasureDatasetTest {

    @TempDir
    private Path folder;

    @Test
    void figuresAreThoseOfAllPixelsWhateverTheThreads() throws Exception {
        Path root = TinyReader.publish(folder);
        TinyReader reader = new TinyReader();
        Called called = new Called(List.of(reader));
        called.run("index", "tiny", root);
        List<Float> reds = new ArrayList<>();
        try (var data = reader.open(DatasetOptions.of(root))) {
            for (int i = 0; i < 3; i++) {
                ImageCube cube = data.read("train", i).orElseThrow().images().get(Modality.HR);
                for (int p = 0; p < cube.height() * cube.width(); p++) {
                    reds.add(cube.values()[p]);
                }
            }
        }
        double mean = reds.stream().mapToDouble(v -> v).average().orElseThrow();
        double square = reds.stream()
                .mapToDouble(v -> (v - mean) * (v - mean))
                .average()
                .orElseThrow();
        Path json = folder.resolve("figures.json");
        for (int threads : List.of(1, 3)) {
            assertEquals(
                    ShellCommand.DONE,
                    called.run("stats", "tiny", root, "--split", "train", "--json", json, "--threads", threads));
            JsonNode train = new ObjectMapper().readTree(json.toFile()).at("/splits/train");
            JsonNode red = train.at("/modalities/0/bands/0");
            assertEquals(mean, red.get("mean").asDouble(), 1e-9);
            assertEquals(Math.sqrt(square), red.get("std").asDouble(), 1e-9);
            assertEquals("2", train.at("/modalities/1/dates").asText());
            // Half of one label and half of another are road, half of one is lake.
            assertEquals(192, train.at("/classes/1/pixels").asInt());
            assertEquals(96, train.at("/classes/0/pixels").asInt());
            assertEquals(288, train.get("pixelsWithoutClass").asInt());
            assertTrue(
                    called.out().contains("{\"modality\":\"hr\",\"bands\":[\"red\",\"green\",\"blue\"],\"gsd\":1.0"));
        }
    }

    @Test
    void momentsOfPartsAreThoseOfTheWhole() {
        SplittableRandom random = new SplittableRandom(3);
        float[] values = new float[5000];
        for (int i = 0; i < values.length; i++) {
            // A mean far from zero, where sums of squares would lose every digit.
            values[i] = (float) (1e6 + random.nextDouble());
        }
        Moments whole = new Moments();
        whole.add(values, 0, values.length);
        Moments joined = new Moments();
        for (int from = 0; from < values.length; ) {
            int to = Math.min(values.length, from + random.nextInt(700));
            Moments part = new Moments();
            part.add(values, from, to);
            joined.merge(part);
            from = to;
        }
        assertEquals(whole.count(), joined.count());
        assertEquals(whole.mean(), joined.mean(), 1e-6);
        assertEquals(whole.deviation(), joined.deviation(), 1e-9);
        assertEquals(Math.sqrt(1 / 12.0), whole.deviation(), 0.02);
        assertEquals(whole.min(), joined.min());
        assertEquals(whole.max(), joined.max());
        assertTrue(Double.isNaN(new Moments().mean()));
    }
}
