// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skysense.api.data.BandTable;
import io.skysense.api.data.GeoReference;
import io.skysense.api.data.Modality;
import io.skysense.raster.Compression;
import io.skysense.raster.Palette;
import io.skysense.raster.PixelType;
import io.skysense.raster.RasterException;
import io.skysense.raster.RasterSpec;
import io.skysense.raster.RasterWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MapPreviewTest {

    private static final BandTable BANDS =
            new BandTable(Modality.HR, List.of("R", "G", "B"), 1, 1, List.of(0.0, 0.0, 0.0), List.of(1.0, 1.0, 1.0));

    @TempDir
    Path folder;

    private Path input;
    private Path map;

    @BeforeEach
    void writeRasters() throws RasterException {
        input = folder.resolve("scene.tif");
        map = folder.resolve("map.tif");
        byte[] pixels = new byte[3 * 40 * 20];
        java.util.Arrays.fill(pixels, 0, 40 * 20, (byte) 200);
        GeoReference place =
                new GeoReference(List.of(0.0, 1.0, 0.0, 0.0, 0.0, -1.0), "LOCAL_CS[\"test plane\",UNIT[\"metre\",1]]");
        RasterWriter.writeGeoTiff(
                input, RasterSpec.of(40, 20, 3, PixelType.UINT8).withReference(place), Compression.DEFLATE, pixels);
    }

    @Test
    void bothRastersAreShrunkAndTheMapKeepsItsColours() throws RasterException {
        byte[] classes = new byte[40 * 20];
        java.util.Arrays.fill(classes, 0, 20 * 20, (byte) 1);
        java.util.Arrays.fill(classes, 20 * 20, 30 * 20, (byte) 2);
        java.util.Arrays.fill(classes, 30 * 20, 40 * 20, (byte) 255);
        writeMap(
                RasterSpec.of(40, 20, 1, PixelType.UINT8)
                        .withNodata(255)
                        .withClasses(Palette.ofRgb(List.of(0, 0x112233, 0x445566)), List.of()),
                classes);

        MapPreview preview = MapPreview.read(input, map, BANDS, 10);

        assertEquals(10, preview.input().width());
        assertEquals(5, preview.input().height());
        assertEquals(50, preview.map().rgb().length);
        assertEquals(0x112233, preview.map().rgb()[0]);
        assertEquals(0x445566, preview.map().rgb()[30]);
        assertEquals(LabelPainter.NONE, preview.map().rgb()[49]);
        assertTrue(preview.caption().startsWith("scene.tif, 40 by 20 pixels, test plane"), preview.caption());
    }

    @Test
    void aMapWithoutPaletteIsRefusedByName() throws RasterException {
        writeMap(RasterSpec.of(40, 20, 1, PixelType.UINT8), new byte[40 * 20]);

        RasterException refused = assertThrows(RasterException.class, () -> MapPreview.read(input, map, BANDS, 10));

        assertTrue(refused.getMessage().contains("map.tif: a class map has a palette"), refused.getMessage());
    }

    private void writeMap(RasterSpec spec, byte[] classes) throws RasterException {
        RasterWriter.writeGeoTiff(map, spec, Compression.DEFLATE, classes);
    }
}
