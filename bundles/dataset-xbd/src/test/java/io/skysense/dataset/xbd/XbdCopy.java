// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.xbd;

import io.skysense.dataset.kit.contract.TinyCopy;
import io.skysense.raster.PixelType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Makes a tiny copy: in the folder of each split images before and after, and outlines of buildings of every grade. */
public final class XbdCopy {

    static final int SIDE = 64;

    private static final List<String> GRADES =
            List.of("no-damage", "minor-damage", "major-damage", "destroyed", "un-classified");

    private XbdCopy() {}

    /** {@return the dataset's own folder, made below a folder} */
    public static Path make(Path parent) throws IOException {
        TinyCopy copy = new TinyCopy(parent, "xbd");
        copy.list(
                "train", pair(copy, "train", "hurricane-harvey_00000001"), pair(copy, "train", "socal-fire_00000014"));
        copy.list("tier3", pair(copy, "tier3", "moore-tornado_00000000"));
        copy.list("test", pair(copy, "test", "palu-tsunami_00000007"));
        copy.list("hold", pair(copy, "hold", "mexico-earthquake_00000005"));
        return copy.root();
    }

    private static String pair(TinyCopy copy, String split, String name) throws IOException {
        String image = split + "/images/" + name;
        String label = split + "/labels/" + name;
        copy.image(image + "_pre_disaster.png", 3, PixelType.UINT8, SIDE, SIDE);
        copy.image(image + "_post_disaster.png", 3, PixelType.UINT8, SIDE, SIDE);
        Files.writeString(copy.file(label + "_post_disaster.json"), label());
        return copy.entry(image + "_pre_disaster.png", label + "_post_disaster.json", 0, 1, 2, 3, 4);
    }

    /** A building of each grade, ten pixels wide, side by side from the left; the first has a yard. */
    private static String label() {
        StringBuilder buildings = new StringBuilder();
        for (int i = 0; i < GRADES.size(); i++) {
            int left = 12 * i + 2;
            String outline = "(%1$d 10, %2$d 10, %2$d 50.5, %1$d 50.5, %1$d 10)".formatted(left, left + 10);
            String yard = i == 0 ? ", (5 20, 8 20, 8 24, 5 24, 5 20)" : "";
            buildings.append(i == 0 ? "" : ",").append("""
                    {"properties": {"feature_type": "building", "subtype": "%s", "uid": "%d"}, "wkt": "POLYGON (%s%s)"}""".formatted(GRADES.get(i), i, outline, yard));
        }
        return """
                {"features": {"lng_lat": [], "xy": [%s]},
                 "metadata": {"sensor": "WORLDVIEW02", "width": %2$d, "height": %2$d, "disaster_type": "wind"}}""".formatted(buildings, SIDE);
    }
}
