// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.report;

import io.skysense.api.data.BandTable;
import io.skysense.api.data.ClassTable;
import io.skysense.api.data.ClassTable.LabelClass;
import io.skysense.api.data.DatasetTable;
import io.skysense.api.data.ImageCube;
import io.skysense.api.data.LabelMap;
import io.skysense.api.data.Labels;
import io.skysense.api.data.Modality;
import io.skysense.api.data.Sample;
import io.skysense.api.task.MetricReport;
import io.skysense.api.train.EvaluatedSample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** A small run, made up by a seeded generator, for the tests. */
final class Example {

    static final ClassTable CLASSES = new ClassTable(
            List.of(
                    new LabelClass(1, "forest", "#1b7837"),
                    new LabelClass(2, "water <&\"'>", "#2166ac"),
                    new LabelClass(3, "built-up", "#d73027")),
            List.of(0));

    static final DatasetTable TABLE = new DatasetTable(
            "example",
            "Example",
            List.of(
                    bands(Modality.HR, List.of("R", "G", "B")),
                    bands(Modality.S2, List.of("B02", "B03", "B04", "B08")),
                    bands(Modality.S1, List.of("VV", "VH"))),
            CLASSES,
            List.of("train", "val"),
            "none",
            "none",
            "made here");

    private Example() {}

    /** A sample whose prediction is wrong in about one pixel of ten. */
    static EvaluatedSample sample(String id, long seed, int side) {
        Random random = new Random(seed);
        byte[] truth = new byte[side * side];
        byte[] said = new byte[side * side];
        float[] hr = new float[3 * side * side];
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                int i = y * side + x;
                double wave = Math.sin(x * 9.0 / side + seed) + Math.cos(y * 7.0 / side);
                int c = wave < -0.5 ? 0 : wave < 0.6 ? 1 : 2;
                truth[i] = (byte) (x == 0 ? ClassTable.IGNORE : c);
                said[i] = (byte) (random.nextInt(10) == 0 ? (c + 1) % 3 : c);
                for (int b = 0; b < 3; b++) {
                    hr[b * side * side + i] = 60 + 50 * (b == c ? 1 : 0) + 15 * (float) random.nextGaussian();
                }
            }
        }
        int small = Math.max(1, side / 4);
        Sample sample = new Sample(
                id,
                Map.of(
                        Modality.HR, new ImageCube(1, 3, side, side, hr),
                        Modality.S2, new ImageCube(3, 4, small, small, noise(random, 3 * 4 * small * small)),
                        Modality.S1, new ImageCube(2, 2, small, small, noise(random, 2 * 2 * small * small))),
                Optional.of(new LabelMap(side, side, truth)),
                Map.of(),
                Optional.empty());
        return new EvaluatedSample(sample, Labels.of(Optional.of(new LabelMap(side, side, said))));
    }

    static MetricReport figures() {
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("overallAccuracy", 0.9412);
        values.put("meanIoU", 0.8123);
        values.put("meanF1", 0.8967);
        Map<String, Map<String, Double>> perClass = new LinkedHashMap<>();
        for (int i = 0; i < 3; i++) {
            Map<String, Double> row = new LinkedHashMap<>();
            row.put("iou", 0.9 - 0.1 * i);
            row.put("f1", 0.95 - 0.08 * i);
            row.put("recall", i == 2 ? Double.NaN : 0.93);
            perClass.put(CLASSES.classes().get(i).name(), row);
        }
        return new MetricReport(
                values,
                perClass,
                List.of(List.of(982_345L, 12_003L, 402L), List.of(9_120L, 401_223L, 7_711L), List.of(12L, 3L, 40L)),
                CLASSES.classes().stream().map(LabelClass::name).toList());
    }

    static LineChart loss(boolean logarithmic) {
        Random random = new Random(7);
        List<Series.Point> points = new ArrayList<>();
        for (int step = 1; step <= 1200; step++) {
            points.add(new Series.Point(step, Math.exp(-step / 300.0) + 0.1 + 0.05 * random.nextDouble()));
        }
        return new LineChart("Loss", "step", "loss", logarithmic, List.of(new Series("training", points, true)));
    }

    private static BandTable bands(Modality modality, List<String> names) {
        List<Double> zeros = names.stream().map(n -> 0.0).toList();
        List<Double> ones = names.stream().map(n -> 1.0).toList();
        return new BandTable(modality, names, 10, 1, zeros, ones);
    }

    private static float[] noise(Random random, int size) {
        float[] out = new float[size];
        for (int i = 0; i < size; i++) {
            out[i] = (float) random.nextGaussian();
        }
        return out;
    }
}
