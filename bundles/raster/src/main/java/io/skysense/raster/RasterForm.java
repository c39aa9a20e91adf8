// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.raster;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.gdal.gdal.Band;
import org.gdal.gdal.Dataset;

/**
 * What GDAL knows of a raster once it is open. All else it says only after it has looked for files beside the raster,
 * which takes longer than decoding a small label.
 *
 * @param source file or GDAL name
 * @param width W in pixels
 * @param height H in pixels
 * @param types of pixels, by band
 */
record RasterForm(String source, int width, int height, List<PixelType> types) {

    static RasterForm of(String source, Dataset dataset) throws RasterException {
        int bands = dataset.getRasterCount();
        if (bands < 1) {
            List<String> parts = parts(dataset);
            throw new RasterException(
                    source, parts.isEmpty() ? "no raster bands" : "no raster bands, but datasets " + parts);
        }
        return GdalCall.object(source, "cannot be described", () -> {
            List<PixelType> types = new ArrayList<>(bands);
            for (int band = 1; band <= bands; band++) {
                types.add(type(dataset.GetRasterBand(band)));
            }
            return new RasterForm(
                    source, dataset.getRasterXSize(), dataset.getRasterYSize(), Collections.unmodifiableList(types));
        });
    }

    private static List<String> parts(Dataset dataset) {
        var items = InfoReader.items(dataset.GetMetadata_List("SUBDATASETS"));
        items.keySet().removeIf(key -> !key.endsWith("_NAME"));
        return List.copyOf(items.values());
    }

    /** GDAL before 3.7 tells signed bytes from unsigned ones by a note only, and reads both as unsigned. */
    private static PixelType type(Band band) {
        PixelType type = PixelType.ofCode(band.getDataType());
        boolean signed =
                type == PixelType.UINT8 && "SIGNEDBYTE".equals(band.GetMetadataItem("PIXELTYPE", "IMAGE_STRUCTURE"));
        return signed ? PixelType.UNSUPPORTED : type;
    }

    int bands() {
        return types.size();
    }

    /** {@return the type of band n from 1} */
    PixelType type(int band) {
        return types.get(band - 1);
    }
}
