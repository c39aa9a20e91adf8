// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.inference;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.skysense.api.data.ClassTable;
import io.skysense.api.data.GeoReference;
import io.skysense.api.data.ObjectBox;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Objects as GeoJSON: a polygon each, with class and score, in the coordinates of the raster's reference system, which the
 * member {@code crs} names as GeoJSON 2008 has it. Of a raster that lies nowhere they are (column, -row), as programs that
 * show such a raster have it.
 */
final class ObjectFile implements AutoCloseable {

    private static final Pattern AUTHORITY = Pattern.compile("(?:ID|AUTHORITY)\\[\"EPSG\",\\s*\"?(\\d+)\"?]\\s*]\\s*$");
    private static final List<Double> NOWHERE = List.of(0.0, 1.0, 0.0, 0.0, 0.0, -1.0);

    private final JsonGenerator json;
    private final List<Double> transform;
    private final ClassTable classes;
    private long count;

    /**
     * Begins a file.
     *
     * @param file its place
     * @param place where the raster lies
     * @param classes names of the classes
     * @param facts what the file says of itself
     * @throws IOException if it cannot be written
     */
    ObjectFile(Path file, Optional<GeoReference> place, ClassTable classes, Map<String, String> facts)
            throws IOException {
        this.classes = classes;
        transform = place.map(GeoReference::transform).orElse(NOWHERE);
        json = new JsonFactory().createGenerator(file.toFile(), JsonEncoding.UTF8);
        try {
            begin(place, facts);
        } catch (IOException e) {
            json.close();
            throw e;
        }
    }

    private void begin(Optional<GeoReference> place, Map<String, String> facts) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", "FeatureCollection");
        Optional<String> code = place.map(GeoReference::crs).flatMap(ObjectFile::code);
        if (code.isPresent()) {
            json.writeObjectFieldStart("crs");
            json.writeStringField("type", "name");
            json.writeObjectFieldStart("properties");
            json.writeStringField("name", "urn:ogc:def:crs:EPSG::" + code.get());
            json.writeEndObject();
            json.writeEndObject();
        }
        json.writeObjectFieldStart("metadata");
        for (Map.Entry<String, String> fact : facts.entrySet()) {
            json.writeStringField(fact.getKey(), fact.getValue());
        }
        json.writeEndObject();
        json.writeArrayFieldStart("features");
    }

    /** {@return the EPSG code that a reference system in WKT ends with} */
    static Optional<String> code(String wkt) {
        Matcher matcher = AUTHORITY.matcher(wkt);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** Adds an object. */
    void add(ObjectBox box) throws IOException {
        json.writeRaw('\n');
        json.writeStartObject();
        json.writeStringField("type", "Feature");
        json.writeObjectFieldStart("properties");
        json.writeStringField("class", classes.classes().get(box.classIndex()).name());
        json.writeNumberField("score", Math.rint(10_000 * box.score()) / 10_000);
        json.writeEndObject();
        json.writeObjectFieldStart("geometry");
        json.writeStringField("type", "Polygon");
        json.writeArrayFieldStart("coordinates");
        json.writeStartArray();
        double[] corners = box.corners();
        for (int i = 0; i <= 4; i++) {
            point(corners[2 * (i % 4)], corners[2 * (i % 4) + 1]);
        }
        json.writeEndArray();
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndObject();
        count++;
    }

    private void point(double column, double row) throws IOException {
        json.writeStartArray();
        json.writeNumber(transform.get(0) + column * transform.get(1) + row * transform.get(2));
        json.writeNumber(transform.get(3) + column * transform.get(4) + row * transform.get(5));
        json.writeEndArray();
    }

    /** {@return how many objects were added} */
    long count() {
        return count;
    }

    @Override
    public void close() throws IOException {
        if (!json.isClosed()) {
            json.writeEndArray();
            json.writeEndObject();
            json.writeRaw('\n');
            json.close();
        }
    }
}
