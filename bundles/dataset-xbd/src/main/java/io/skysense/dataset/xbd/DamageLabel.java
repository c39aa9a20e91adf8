// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.xbd;

import com.fasterxml.jackson.databind.JsonNode;
import io.skysense.api.data.DatasetException;
import io.skysense.api.data.LabelMap;
import io.skysense.dataset.kit.layout.ShapeRaster;
import io.skysense.dataset.kit.layout.SideFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The label of a pair, drawn from the outlines in pixels of the image after, in the order of the file. */
final class DamageLabel {

    private static final long LARGEST = 64L << 20;

    /** Pixels of the images, where the file does not say. */
    private static final int SIDE = 1024;

    private static final int LONGEST_SIDE = 16_384;

    /** Of a building of which nobody could say: trains and scores nothing. */
    private static final int UNKNOWN = 255;

    private static final Map<String, Integer> GRADES =
            Map.of("no-damage", 1, "minor-damage", 2, "major-damage", 3, "destroyed", 4, "un-classified", UNKNOWN);

    private static final Pattern POLYGON = Pattern.compile("\\s*POLYGON\\s*(?:Z\\s*)?\\((.*)\\)\\s*", Pattern.DOTALL);
    private static final Pattern RING = Pattern.compile("\\(([^()]*)\\)");

    private DamageLabel() {}

    /**
     * Reads a label.
     *
     * @param file {@code labels/<name>_post_disaster.json}
     * @return label values, as large as the images; 0 where there is no building
     * @throws DatasetException if the file is no such label; names it, and the building
     * @throws IOException if it cannot be read
     */
    static LabelMap read(Path file) throws IOException {
        JsonNode root = SideFile.read(file, LARGEST, "the buildings and their damage");
        JsonNode buildings = root.path("features").path("xy");
        if (!buildings.isArray()) {
            throw new DatasetException(file + ": features.xy is no list of buildings");
        }
        JsonNode size = root.path("metadata");
        ShapeRaster raster = new ShapeRaster(side(file, size, "height"), side(file, size, "width"));
        for (int i = 0; i < buildings.size(); i++) {
            String place = file + ": building " + i + ": ";
            raster.fill(rings(buildings.get(i).path("wkt").asText(), place), grade(buildings.get(i), place));
        }
        return raster.label();
    }

    private static int side(Path file, JsonNode size, String key) throws DatasetException {
        int side = size.path(key).asInt(SIDE);
        if (side < 1 || side > LONGEST_SIDE) {
            throw new DatasetException(file + ": metadata." + key + ": " + side + " pixels");
        }
        return side;
    }

    private static byte grade(JsonNode building, String place) throws DatasetException {
        String said = building.path("properties").path("subtype").asText("un-classified");
        Integer grade = GRADES.get(said);
        if (grade == null) {
            throw new DatasetException(place + "damage \"" + said + "\" is not known");
        }
        return (byte) (int) grade;
    }

    /** Outer ring and holes of a polygon in well-known text. */
    private static List<double[][]> rings(String text, String place) throws DatasetException {
        Matcher polygon = POLYGON.matcher(text);
        List<double[][]> rings = new ArrayList<>();
        if (polygon.matches()) {
            Matcher ring = RING.matcher(polygon.group(1));
            while (ring.find()) {
                rings.add(corners(ring.group(1), place));
            }
        }
        if (rings.isEmpty()) {
            throw new DatasetException(place + "its wkt is no polygon");
        }
        return rings;
    }

    private static double[][] corners(String text, String place) throws DatasetException {
        String[] corners = text.split(",");
        double[][] ring = new double[corners.length][];
        for (int i = 0; i < corners.length; i++) {
            String[] numbers = corners[i].strip().split("\\s+");
            try {
                ring[i] = new double[] {Double.parseDouble(numbers[0]), Double.parseDouble(numbers[1])};
            } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
                throw new DatasetException(place + "corner " + i + " is not two numbers", e);
            }
        }
        return ring;
    }
}
