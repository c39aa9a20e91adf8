// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.s2naip.mm;

import io.skysense.dataset.kit.contract.TinyArray;
import io.skysense.dataset.kit.contract.TinyCopy;
import io.skysense.raster.PixelType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Makes a copy of a few tiles: NAIP as PNG of 512 pixels, Sentinel-2 of two resolutions and Sentinel-1 with all dates
 * in the bands of a file, OpenStreetMap features; and list files that name them and one entry of npz series.
 */
final class S2naipCopy {

    private final TinyCopy copy;

    private S2naipCopy(TinyCopy copy) {
        this.copy = copy;
    }

    static Path make(Path parent) throws IOException {
        S2naipCopy made = new S2naipCopy(new TinyCopy(parent, "s2naip-mm"));
        made.tile("32612_960_-6041");
        made.tile("32612_960_-6049");
        made.own();
        return made.copy.root();
    }

    private void tile(String tile) throws IOException {
        copy.image("naip/" + tile + ".png", 3, PixelType.UINT8, 512, 512);
        copy.image("sentinel2/" + tile + "_8.tif", 2 * 4, PixelType.UINT16, 64, 64);
        copy.image("sentinel2/" + tile + "_16.tif", 2 * 6, PixelType.UINT16, 32, 32);
        copy.image("sentinel1/" + tile + ".tif", 3 * 2, PixelType.FLOAT32, 64, 64);
        Files.writeString(copy.file("openstreetmap/" + tile + ".geojson"), FEATURES);
    }

    /** A building with a courtyard, a road across it, and a tower: values 5, 13 and 22. */
    private static final String FEATURES = """
            {"type": "FeatureCollection", "features": [
              {"type": "Feature", "properties": {"category": "power_tower"},
               "geometry": {"type": "Point", "coordinates": [300, 300]}},
              {"type": "Feature", "properties": {"category": "highway"},
               "geometry": {"type": "LineString", "coordinates": [[0, 50], [512, 50]]}},
              {"type": "Feature", "properties": {"category": "building"},
               "geometry": {"type": "Polygon", "coordinates": [
                 [[10, 10], [110, 10], [110, 90], [10, 90], [10, 10]],
                 [[20, 20], [40, 20], [40, 40], [20, 40], [20, 20]]]}}]}
            """;

    private void own() throws IOException {
        copy.image("own/hr.png", 3, PixelType.UINT8, 64, 64);
        copy.sizedLabel("own/label.png", 64, 64, 0, 1, 32);
        TinyArray.npz(
                copy.file("own/s2.npz"),
                Map.of(
                        "image",
                        TinyArray.noise("<i2", 1, 2, 10, 8, 8),
                        "date",
                        TinyArray.texts("20200105", "20200310")));
        copy.list(
                "train",
                "{'hr_path': 's2naip-mm/own/hr.png', 's2_path': 's2naip-mm/own/s2.npz', 's1_path': [], "
                        + "'target_path': 's2naip-mm/own/label.png', 'type': 's2naip-mm', 'classes': [0, 31]}",
                entry("32612_960_-6041"));
        copy.list("val", entry("32612_960_-6049"));
    }

    private static String entry(String tile) {
        return ("{'hr_path': 's2naip-mm/naip/%1$s.png', "
                        + "'s2_path': ['s2naip-mm/sentinel2/%1$s_16.tif', 's2naip-mm/sentinel2/%1$s_8.tif'], "
                        + "'s1_path': ['s2naip-mm/sentinel1/%1$s.tif'], "
                        + "'target_path': 's2naip-mm/openstreetmap/%1$s.geojson', 'type': 's2naip-mm', "
                        + "'classes': [4, 12, 21]}")
                .formatted(tile);
    }
}
