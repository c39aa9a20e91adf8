// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.s2naip.mm;

import com.fasterxml.jackson.databind.JsonNode;
import io.skysense.api.data.ClassTable;
import io.skysense.api.data.DatasetException;
import io.skysense.api.data.LabelMap;
import io.skysense.dataset.kit.layout.ShapeRaster;
import io.skysense.dataset.kit.layout.SideFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The label of a tile, drawn from its OpenStreetMap features: GeoJSON with the property {@code category} and pixel
 * coordinates of the NAIP image. Large polygons are drawn first, then lines and points, so that small things show.
 */
final class OpenStreetMapLabel {

    /** Pixels of a tile: 640 m of 1.25 m. */
    static final int SIDE = 512;

    private static final long LARGEST = 64L << 20;
    private static final double LINE_RADIUS = 2;
    private static final double POINT_RADIUS = 2;

    private final Path file;
    private final Consumer<String> unknown;
    private final Map<String, Integer> values = new HashMap<>();
    private final List<Shape> shapes = new ArrayList<>();

    /** One polygon, line or point; {@code order} says how late it is drawn. */
    private record Shape(List<double[][]> rings, boolean filled, double radius, byte value, double order) {

        static Shape line(double[][] corners, double radius, byte value, double order) {
            return new Shape(List.<double[][]>of(corners), false, radius, value, order);
        }
    }

    private OpenStreetMapLabel(Path file, ClassTable table, Consumer<String> unknown) {
        this.file = file;
        this.unknown = unknown;
        table.classes().forEach(c -> values.put(c.name(), c.value()));
    }

    /**
     * Reads a label.
     *
     * @param file the features of a tile
     * @param table its classes are called as the categories
     * @param unknown told of categories that the table does not name; their features are not drawn
     * @return label values, (512, 512); 0 where there is no feature
     * @throws DatasetException if the file is no such GeoJSON
     * @throws IOException if it cannot be read
     */
    static LabelMap read(Path file, ClassTable table, Consumer<String> unknown) throws IOException {
        OpenStreetMapLabel label = new OpenStreetMapLabel(file, table, unknown);
        JsonNode features =
                SideFile.read(file, LARGEST, "the features of the tile").path("features");
        if (!features.isArray()) {
            throw new DatasetException(file + ": no GeoJSON: features is not a list");
        }
        for (JsonNode feature : features) {
            label.add(feature);
        }
        return label.draw();
    }

    private void add(JsonNode feature) throws DatasetException {
        String category = feature.path("properties").path("category").asText();
        Integer value = values.get(category);
        if (value == null) {
            unknown.accept(category);
            return;
        }
        geometry(feature.path("geometry"), value.byteValue());
    }

    private void geometry(JsonNode geometry, byte value) throws DatasetException {
        JsonNode coordinates = geometry.path("coordinates");
        switch (geometry.path("type").asText()) {
            case "Polygon" -> polygon(coordinates, value);
            case "MultiPolygon" -> {
                for (JsonNode part : coordinates) {
                    polygon(part, value);
                }
            }
            case "LineString" -> shapes.add(Shape.line(corners(coordinates), LINE_RADIUS, value, 1));
            case "MultiLineString" -> {
                for (JsonNode part : coordinates) {
                    shapes.add(Shape.line(corners(part), LINE_RADIUS, value, 1));
                }
            }
            case "Point" -> {
                double[][] point = {corner(coordinates)};
                shapes.add(Shape.line(point, POINT_RADIUS, value, 2));
            }
            default ->
                throw new DatasetException(
                        file + ": a geometry of type \"" + geometry.path("type").asText() + "\"");
        }
    }

    private void polygon(JsonNode coordinates, byte value) throws DatasetException {
        List<double[][]> rings = new ArrayList<>();
        for (JsonNode ring : coordinates) {
            rings.add(corners(ring));
        }
        if (!rings.isEmpty()) {
            shapes.add(new Shape(rings, true, 0, value, -area(rings.get(0))));
        }
    }

    private double[][] corners(JsonNode list) throws DatasetException {
        double[][] corners = new double[list.size()][];
        for (int i = 0; i < corners.length; i++) {
            corners[i] = corner(list.get(i));
        }
        if (corners.length == 0) {
            throw new DatasetException(file + ": a geometry without corners");
        }
        return corners;
    }

    private double[] corner(JsonNode pair) throws DatasetException {
        if (pair.size() < 2 || !pair.get(0).isNumber() || !pair.get(1).isNumber()) {
            throw new DatasetException(file + ": a corner that is not two numbers");
        }
        return new double[] {pair.get(0).asDouble(), pair.get(1).asDouble()};
    }

    private static double area(double[][] ring) {
        double twice = 0;
        for (int i = 0; i < ring.length; i++) {
            double[] a = ring[i];
            double[] b = ring[(i + 1) % ring.length];
            twice += a[0] * b[1] - b[0] * a[1];
        }
        return Math.abs(twice) / 2;
    }

    private LabelMap draw() {
        ShapeRaster raster = new ShapeRaster(SIDE, SIDE);
        shapes.sort(Comparator.comparingDouble(Shape::order));
        for (Shape shape : shapes) {
            if (shape.filled()) {
                raster.fill(shape.rings(), shape.value());
            } else {
                raster.stroke(shape.rings().get(0), shape.radius(), shape.value());
            }
        }
        return raster.label();
    }
}
