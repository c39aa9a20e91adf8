// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.bench;

import io.skysense.api.progress.Progress;
import io.skysense.dataset.kit.list.ListFile;
import io.skysense.dataset.kit.list.ListRecord;
import io.skysense.dataset.kit.scene.SceneOptions;
import io.skysense.dataset.kit.scene.SceneSet;
import io.skysense.raster.Compression;
import io.skysense.raster.PixelType;
import io.skysense.raster.RasterReader;
import io.skysense.raster.RasterSpec;
import io.skysense.raster.RasterWriter;
import io.skysense.raster.ReadRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Made scenes in one format: images of 1024 pixels square and their labels, both as PNG or both as GeoTIFF, tiled and
 * deflated.
 *
 * @param root the dataset's folder
 * @param images by sample
 * @param labels by sample
 */
record CollageFiles(Path root, List<Path> images, List<Path> labels) {

    private static final int SCENES = 12;
    static final int SIDE = 1024;

    /** Keeps the lists. */
    CollageFiles {
        images = List.copyOf(images);
        labels = List.copyOf(labels);
    }

    /**
     * Makes the scenes.
     *
     * @param folder where
     * @param png PNG; otherwise GeoTIFF
     * @param progress watches
     * @return the files
     * @throws IOException if they cannot be written
     */
    static CollageFiles make(Path folder, boolean png, Progress progress) throws IOException {
        Path root =
                SceneSet.make(Files.createDirectories(folder), new SceneOptions(0, SCENES, 0, SIDE, 0, 0), progress);
        List<Path> images = new ArrayList<>();
        List<Path> labels = new ArrayList<>();
        for (ListRecord entry : ListFile.read(root.resolve("demo_train.json")).records()) {
            Path image = folder.resolve(entry.hr().orElseThrow());
            Path label = folder.resolve(entry.target().orElseThrow());
            // The list keeps its names: GDAL looks at what a file holds, not at how it is called.
            if (png) {
                rewrite(image, true);
            } else {
                rewrite(label, false);
            }
            images.add(image);
            labels.add(label);
        }
        return new CollageFiles(root, images, labels);
    }

    private static void rewrite(Path file, boolean png) throws IOException {
        byte[] pixels;
        RasterSpec spec;
        try (RasterReader reader = RasterReader.open(file)) {
            pixels = reader.readBytes(ReadRequest.of(reader.info().window()));
            spec = RasterSpec.of(reader.width(), reader.height(), reader.bands(), PixelType.UINT8);
        }
        if (png) {
            RasterWriter.writePng(file, spec, pixels);
        } else {
            RasterWriter.writeGeoTiff(file, spec, Compression.DEFLATE, pixels);
        }
    }
}
