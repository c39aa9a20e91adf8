// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.levir.cd;

import io.skysense.api.data.DatasetException;
import io.skysense.api.data.ImageCube;
import io.skysense.api.data.Modality;
import io.skysense.dataset.kit.layout.SampleParts;
import io.skysense.raster.RasterReader;
import io.skysense.raster.ReadRequest;
import io.skysense.raster.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Two dates from two folders: {@code A/<name>} before, {@code B/<name>} after. */
final class ImagePair implements SampleParts {

    private static final int BANDS = 3;

    @Override
    public Optional<ImageCube> images(Modality modality, List<Path> files) throws IOException {
        Path before = files.get(0);
        Path folder = before.getParent();
        if (folder == null || folder.getParent() == null || !folder.endsWith("A")) {
            throw new DatasetException(before + ": not in a folder A, beside which B has the image after");
        }
        Path after = folder.resolveSibling("B").resolve(before.getFileName());
        if (!Files.exists(after)) {
            throw new DatasetException(after + ": no such file; it is the image after " + before);
        }
        try (RasterReader first = open(before);
                RasterReader second = open(after)) {
            if (first.width() != second.width() || first.height() != second.height()) {
                throw new DatasetException(after + ": " + second.width() + "x" + second.height() + " pixels, and "
                        + before + " has " + first.width() + "x" + first.height());
            }
            ReadRequest all = ReadRequest.of(new Window(0, 0, first.width(), first.height()))
                    .withBands(1, 2, BANDS);
            float[] a = first.readFloats(all);
            float[] b = second.readFloats(all);
            float[] both = new float[Math.addExact(a.length, b.length)];
            System.arraycopy(a, 0, both, 0, a.length);
            System.arraycopy(b, 0, both, a.length, b.length);
            return Optional.of(new ImageCube(2, BANDS, first.height(), first.width(), both));
        }
    }

    private static RasterReader open(Path file) throws IOException {
        RasterReader reader = RasterReader.openUnplaced(file);
        if (reader.bands() < BANDS) {
            reader.close();
            throw new DatasetException(file + ": " + reader.bands() + " bands; a colour image has " + BANDS);
        }
        return reader;
    }
}
