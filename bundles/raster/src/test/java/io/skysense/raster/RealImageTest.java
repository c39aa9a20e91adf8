// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.raster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skysense.api.progress.Progress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sentinel-2 images of the Amazon, where they are at hand. */
class RealImageTest {

    @TempDir
    Path folder;

    @Test
    void mapOfARealImageLiesWhereTheImageDoes() throws IOException {
        Path image = data().resolve("amazon-rgb/images/Amazon_640_53.tiff");
        Assumptions.assumeTrue(Files.exists(image), "no " + image);
        Path map = folder.resolve("map.tif");
        try (RasterReader reader = RasterReader.open(image)) {
            RasterInfo info = reader.info();
            assertEquals(3, reader.bands());
            ReadRequest all = ReadRequest.of(info.window());
            byte[] pixels = reader.readBytes(all);
            RasterSpec spec = RasterSpec.of(info.width(), info.height(), 3, PixelType.UINT8)
                    .withReference(info.reference());
            try (CogWriter writer = CogWriter.create(map, spec, CogOptions.VALUES)) {
                writer.raster().write(info.window(), ByteBuffer.wrap(pixels));
                assertTrue(writer.finish(Progress.NONE));
            }
            try (RasterReader written = RasterReader.open(map)) {
                assertEquals(info.reference(), written.info().reference());
                assertArrayEquals(pixels, written.readBytes(all));
            }
        }
    }

    private static Path data() {
        String given = System.getenv("SKYSENSE_DATA");
        return given != null ? Path.of(given) : Path.of(System.getProperty("skysense.root"), "../shared/data");
    }
}
