// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.amazon.rgb;

import io.skysense.api.data.GeoReference;
import io.skysense.raster.Compression;
import io.skysense.raster.Palette;
import io.skysense.raster.PixelType;
import io.skysense.raster.RasterSpec;
import io.skysense.raster.RasterWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;

/** Makes a tiny copy: RGB GeoTIFF in degrees, compressed by LZW; palette PNG; both lists; one label too wide. */
final class AmazonCopy {

    static final int SIDE = 16;

    private final Path root;
    private final SplittableRandom random = new SplittableRandom(181);

    private AmazonCopy(Path root) {
        this.root = root;
    }

    static Path make(Path parent) throws IOException {
        Path root = parent.resolve("amazon-rgb");
        AmazonCopy copy = new AmazonCopy(root);
        Files.createDirectories(root.resolve("images"));
        Files.createDirectories(root.resolve("labels"));
        copy.list("train", List.of("Amazon_1110_25", "Amazon_181_34", "Amazon_1154_40"));
        copy.list("val", List.of("Amazon_1052_50"));
        return root;
    }

    private void list(String split, List<String> names) throws IOException {
        StringBuilder json = new StringBuilder();
        for (String name : names) {
            pair(name);
            json.append(json.isEmpty() ? "[" : ",").append("""

                             {
                              "hr_path": "amazon-rgb/images/%s.tiff",
                              "target_path": "amazon-rgb/labels/%s.png",
                              "type": "amazon-rgb",
                              "classes": [
                               1,
                               2
                              ]
                             }""".formatted(name, name));
        }
        Files.writeString(root.resolve("amazon-rgb_" + split + ".json"), json.append("\n]\n"));
    }

    private void pair(String name) throws IOException {
        byte[] pixels = new byte[3 * SIDE * SIDE];
        random.nextBytes(pixels);
        double step = 9.1e-5;
        GeoReference place = new GeoReference(List.of(-59.7, step, 0.0, -9.6, 0.0, -step), "EPSG:4326");
        RasterWriter.writeGeoTiff(
                root.resolve("images/" + name + ".tiff"),
                RasterSpec.of(SIDE, SIDE, 3, PixelType.UINT8).withReference(place),
                Compression.LZW,
                pixels);
        int width = name.equals("Amazon_181_34") ? SIDE + 3 : SIDE;
        byte[] label = new byte[width * SIDE];
        for (int i = 0; i < label.length; i++) {
            label[i] = (byte) (i % width < SIDE / 2 ? 1 : 2);
        }
        RasterWriter.writePng(
                root.resolve("labels/" + name + ".png"),
                RasterSpec.of(width, SIDE, 1, PixelType.UINT8)
                        .withClasses(new Palette(List.of(0, 0xffffffff, 0xff000000)), List.of()),
                label);
    }
}
