// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.report;

import io.skysense.api.data.BandTable;
import io.skysense.api.data.GeoReference;
import io.skysense.api.data.ImageCube;
import io.skysense.raster.BandInfo;
import io.skysense.raster.InvalidPixels;
import io.skysense.raster.MaskedPixels;
import io.skysense.raster.Palette;
import io.skysense.raster.RasterException;
import io.skysense.raster.RasterInfo;
import io.skysense.raster.RasterReader;
import io.skysense.raster.ReadRequest;
import io.skysense.raster.Resampling;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A predicted map beside the raster it was predicted from, both small enough for a page.
 *
 * @param caption which raster, its size and its reference system
 * @param input the raster in colour
 * @param map the classes in the colours of the map's palette
 */
public record MapPreview(String caption, Picture input, Picture map) {

    private static final Pattern NAME_IN_WKT = Pattern.compile("^\\w+\\[\"([^\"]+)\"");

    /**
     * Reads both rasters at a reduced size.
     *
     * @param input the raster
     * @param map its class map, with a palette
     * @param bands what the raster's bands are
     * @param side greatest width and height in pixels
     * @return the preview
     * @throws RasterException if one of them cannot be read, or the map has no palette
     */
    public static MapPreview read(Path input, Path map, BandTable bands, int side) throws RasterException {
        try (RasterReader reader = RasterReader.open(input);
                RasterReader classes = RasterReader.open(map)) {
            String caption = input.getFileName() + ", " + reader.width() + " by " + reader.height() + " pixels"
                    + reader.info().reference().map(MapPreview::system).orElse(", no georeference");
            return new MapPreview(caption, colours(reader, bands, side), palette(classes, map, side));
        }
    }

    private static Picture colours(RasterReader reader, BandTable bands, int side) throws RasterException {
        MaskedPixels pixels = reader.readMasked(reduced(reader.info(), side, Resampling.AVERAGE), InvalidPixels.ZERO);
        ImageCube cube = new ImageCube(1, pixels.bands(), pixels.height(), pixels.width(), pixels.values());
        return ImagePainter.paint(cube, ColourChannels.of(bands).get(0));
    }

    private static Picture palette(RasterReader reader, Path file, int side) throws RasterException {
        BandInfo band = reader.info().band(1);
        List<Integer> colours = band.palette()
                .map(Palette::argb)
                .orElseThrow(() -> new RasterException(file.toString(), "a class map has a palette, this has none"));
        ReadRequest request = reduced(reader.info(), side, Resampling.NEAREST).withBands(1);
        int[] values = reader.readInts(request);
        int[] rgb = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            boolean none = values[i] < 0
                    || values[i] >= colours.size()
                    || band.nodata().isPresent() && band.nodata().getAsDouble() == values[i];
            rgb[i] = none ? LabelPainter.NONE : colours.get(values[i]) & 0xffffff;
        }
        return new Picture(request.width(), request.height(), rgb);
    }

    private static ReadRequest reduced(RasterInfo info, int side, Resampling resampling) {
        double scale = Math.min(1, (double) side / Math.max(info.width(), info.height()));
        int width = Math.max(1, (int) Math.round(info.width() * scale));
        int height = Math.max(1, (int) Math.round(info.height() * scale));
        return ReadRequest.of(info.window()).withSize(width, height, resampling);
    }

    private static String system(GeoReference reference) {
        Matcher matcher = NAME_IN_WKT.matcher(reference.crs());
        return matcher.find() ? ", " + matcher.group(1) : "";
    }
}
