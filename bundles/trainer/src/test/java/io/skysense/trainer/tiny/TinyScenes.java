// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.trainer.tiny;

import io.skysense.api.data.BandTable;
import io.skysense.api.data.ClassTable;
import io.skysense.api.data.ClassTable.LabelClass;
import io.skysense.api.data.Dataset;
import io.skysense.api.data.DatasetOptions;
import io.skysense.api.data.DatasetReader;
import io.skysense.api.data.DatasetTable;
import io.skysense.api.data.ImageCube;
import io.skysense.api.data.LabelMap;
import io.skysense.api.data.Modality;
import io.skysense.api.data.Sample;
import io.skysense.dataset.kit.DatasetFolder;
import io.skysense.dataset.kit.sampler.SeededRandom;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Images of bright and dark stripes, whose classes are bright and dark. A list file holds how many samples there are.
 *
 * @param name of the dataset
 */
record TinyScenes(String name) implements DatasetReader {

    private static final int SIDE = 40;
    private static final int STRIPE = 8;

    @Override
    public DatasetTable table() {
        return new DatasetTable(
                name,
                "Stripes",
                List.of(new BandTable(
                        Modality.HR,
                        List.of("r", "g", "b"),
                        1,
                        255,
                        List.of(0.5, 0.5, 0.5),
                        List.of(0.25, 0.25, 0.25))),
                new ClassTable(
                        List.of(new LabelClass(0, "dark", "#000080"), new LabelClass(1, "bright", "#ffff00")),
                        List.of(255)),
                List.of("train", "val"),
                "none",
                "none",
                "It is made when it is read.");
    }

    @Override
    public Dataset open(DatasetOptions options) {
        return new Stripes(new DatasetFolder(options.root()), table());
    }

    private record Stripes(DatasetFolder folder, DatasetTable table) implements Dataset {

        @Override
        public int size(String split) throws IOException {
            return Integer.parseInt(
                    Files.readString(folder.list(table.name(), split)).strip());
        }

        @Override
        public List<Integer> classes(String split, int index) {
            return List.of(0, 1);
        }

        @Override
        public Optional<Sample> read(String split, int index) {
            SplittableRandom random = SeededRandom.of(3, table.name().hashCode(), split.hashCode(), index);
            int shift = random.nextInt(STRIPE);
            byte[] labels = new byte[SIDE * SIDE];
            float[] values = new float[3 * SIDE * SIDE];
            for (int i = 0; i < labels.length; i++) {
                labels[i] = (byte) ((i / SIDE + shift) / STRIPE % 2);
                for (int band = 0; band < 3; band++) {
                    values[band * labels.length + i] = 60 + 120 * labels[i] + random.nextInt(20);
                }
            }
            return Optional.of(new Sample(
                    table.name() + "-" + split + "-" + index,
                    Map.of(Modality.HR, new ImageCube(1, 3, SIDE, SIDE, values)),
                    Optional.of(new LabelMap(SIDE, SIDE, labels)),
                    Map.of(),
                    Optional.empty()));
        }

        @Override
        public void close() {}
    }
}
