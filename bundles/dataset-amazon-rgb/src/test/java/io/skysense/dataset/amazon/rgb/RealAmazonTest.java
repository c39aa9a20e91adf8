// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.amazon.rgb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.skysense.api.data.BandTable;
import io.skysense.api.data.Dataset;
import io.skysense.api.data.DatasetException;
import io.skysense.api.data.DatasetOptions;
import io.skysense.api.data.ImageCube;
import io.skysense.api.data.Modality;
import io.skysense.api.data.Sample;
import io.skysense.api.data.SizeMismatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The real images, where they are. */
class RealAmazonTest {

    private static final Path DATA = Optional.ofNullable(System.getenv("SKYSENSE_DATA"))
            .map(Path::of)
            .orElseGet(() -> Path.of(System.getProperty("skysense.root", "."), "../shared/data"))
            .resolve("amazon-rgb");

    @BeforeEach
    void dataMustBeThere() {
        assumeTrue(Files.isDirectory(DATA), "no real images at " + DATA);
    }

    private static Dataset open(SizeMismatch policy) throws IOException {
        return new AmazonRgbReader().open(new DatasetOptions(DATA, Map.of(), Set.of(), policy));
    }

    @Test
    void allPairsOpenAndTheTrainingImagesHaveTheTablesMeanAndDeviation() throws IOException {
        double[] sum = new double[3];
        double[] squares = new double[3];
        long pixels = 0;
        try (Dataset dataset = open(SizeMismatch.CROP)) {
            assertEquals(30, dataset.size("train"));
            assertEquals(5, dataset.size("val"));
            for (String split : dataset.table().splits()) {
                for (int i = 0; i < dataset.size(split); i++) {
                    Sample sample = dataset.read(split, i).orElseThrow();
                    ImageCube image = sample.images().get(Modality.HR);
                    assertEquals(512, image.width());
                    assertEquals(512, sample.label().orElseThrow().width());
                    if (split.equals("train")) {
                        pixels += add(image, sum, squares);
                    }
                }
            }
            BandTable bands = dataset.table().bands(Modality.HR).orElseThrow();
            for (int b = 0; b < 3; b++) {
                double mean = sum[b] / pixels;
                assertEquals(bands.mean().get(b), mean / bands.div(), 1e-4);
                assertEquals(bands.std().get(b), Math.sqrt(squares[b] / pixels - mean * mean) / bands.div(), 1e-4);
            }
        }
    }

    private static long add(ImageCube image, double[] sum, double[] squares) {
        int plane = image.height() * image.width();
        for (int b = 0; b < 3; b++) {
            for (int i = 0; i < plane; i++) {
                double value = image.values()[b * plane + i];
                sum[b] += value;
                squares[b] += value * value;
            }
        }
        return plane;
    }

    @Test
    void exactlyTheLabelThatIsTooWideIsLeftOutOrRefused() throws IOException {
        int out = 0;
        int refused = 0;
        try (Dataset skipping = open(SizeMismatch.SKIP);
                Dataset failing = open(SizeMismatch.FAIL)) {
            for (int i = 0; i < skipping.size("train"); i++) {
                int index = i;
                if (skipping.read("train", index).isEmpty()) {
                    out++;
                    String message = assertThrows(DatasetException.class, () -> failing.read("train", index))
                            .getMessage();
                    assertTrue(
                            message.endsWith("Amazon_181_34.png: the label is 515x512 pixels, the image 512x512"),
                            message);
                    refused++;
                } else {
                    failing.read("train", index);
                }
            }
        }
        assertEquals(1, out);
        assertEquals(1, refused);
    }
}
