// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.trainer.tiny;

import io.skysense.api.data.BandTable;
import io.skysense.api.data.ClassTable;
import io.skysense.api.data.ClassTable.LabelClass;
import io.skysense.api.data.Dataset;
import io.skysense.api.data.DatasetException;
import io.skysense.api.data.DatasetOptions;
import io.skysense.api.data.DatasetReader;
import io.skysense.api.data.DatasetTable;
import io.skysense.api.data.ImageCube;
import io.skysense.api.data.LabelMap;
import io.skysense.api.data.Modality;
import io.skysense.api.data.Sample;
import io.skysense.dataset.kit.sampler.SeededRandom;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Images of noise whose classes are what a window of it sums to. A list file holds how many samples there are, and
 * {@code broken}, {@code unlabelled} or {@code infinite} to make the last one so.
 */
public final class TinyDataset implements DatasetReader {

    private static final int SIDE = 22;

    @Override
    public DatasetTable table() {
        return new DatasetTable(
                "tiny",
                "Noise",
                List.of(new BandTable(Modality.HR, List.of("a", "b"), 1, 1, List.of(0.0, 0.0), List.of(1.0, 1.0))),
                new ClassTable(
                        List.of(new LabelClass(0, "low", "#000000"), new LabelClass(1, "high", "#ffffff")),
                        List.of(255)),
                List.of("train", "val"),
                "none",
                "none",
                "It is made when it is read.");
    }

    @Override
    public Dataset open(DatasetOptions options) throws IOException {
        if (!Files.isDirectory(options.root())) {
            throw new DatasetException(options.root() + ": no such folder");
        }
        return new Noise(options, table());
    }

    private record Noise(DatasetOptions options, DatasetTable table) implements Dataset {

        private String[] list(String split) throws IOException {
            Path file = options.lists().getOrDefault(split, options.root().resolve("tiny_" + split + ".json"));
            if (!Files.exists(file)) {
                throw new DatasetException(file + ": no such list file");
            }
            return Files.readString(file).strip().split(" ");
        }

        @Override
        public int size(String split) throws IOException {
            return Integer.parseInt(list(split)[0]);
        }

        @Override
        public Optional<Sample> read(String split, int index) throws IOException {
            String[] list = list(split);
            String fault = list.length > 1 && index == Integer.parseInt(list[0]) - 1 ? list[1] : "";
            String id = split + "-" + index;
            if (fault.equals("broken")) {
                throw new DatasetException(id + ": the file is truncated");
            }
            SplittableRandom random = SeededRandom.of(7, split.hashCode(), index);
            int width = SIDE + index % 3;
            float[] values = new float[2 * SIDE * width];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) random.nextDouble(-1, 1);
            }
            byte[] labels = new byte[SIDE * width];
            for (int i = 0; i < labels.length; i++) {
                int next = Math.min(i + 1, labels.length - 1);
                labels[i] = (byte) (values[i] + values[next] - values[labels.length + i] > 0 ? 1 : 0);
            }
            if (fault.equals("infinite")) {
                values[SIDE * width / 2] = Float.MAX_VALUE;
                values[SIDE * width / 2 + 1] = Float.MAX_VALUE;
            }
            Optional<LabelMap> label =
                    fault.equals("unlabelled") ? Optional.empty() : Optional.of(new LabelMap(SIDE, width, labels));
            return Optional.of(new Sample(
                    id,
                    Map.of(Modality.HR, new ImageCube(1, 2, SIDE, width, values)),
                    label,
                    Map.of(),
                    Optional.empty()));
        }

        @Override
        public void close() {}
    }
}
