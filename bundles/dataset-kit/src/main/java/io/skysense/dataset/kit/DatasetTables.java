// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.skysense.api.data.ClassTable;
import io.skysense.api.data.DatasetTable;
import io.skysense.dataset.kit.layout.FileLayout;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads the definition of a dataset from JSON: the components of {@link DatasetTable}, of which {@code notes},
 * {@code quantities}, and where there are quantities {@code classes} may be left out; and {@code files} with any of the components of {@link FileLayout}. No others; comments are
 * allowed.
 */
public final class DatasetTables {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(
                    DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                    DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY,
                    DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .build();

    private static final String FILES = "files";
    private static final String NOTES = "notes";
    private static final String QUANTITIES = "quantities";
    private static final String CLASSES = "classes";

    private DatasetTables() {}

    /**
     * Reads the table in a bundle.
     *
     * @param owner a class of the bundle; the resource is looked up beside it
     * @param resource name of the JSON file
     * @return the table
     * @throws IllegalArgumentException if the resource is missing or no definition; names the path of the fault
     */
    public static DatasetTable read(Class<?> owner, String resource) {
        return definition(owner, resource).table();
    }

    /**
     * Reads the definition in a bundle.
     *
     * @param owner a class of the bundle; the resource is looked up beside it
     * @param resource name of the JSON file
     * @return the definition
     * @throws IllegalArgumentException if the resource is missing or no definition; names the path of the fault
     */
    public static DatasetDefinition definition(Class<?> owner, String resource) {
        try (InputStream in = owner.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalArgumentException(resource + ": no such resource beside " + owner.getName());
            }
            return parseDefinition(in.readAllBytes(), resource);
        } catch (IOException e) {
            throw new UncheckedIOException(resource + ": cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * Reads a table from JSON text.
     *
     * @param json UTF-8
     * @param source what messages call it
     * @return the table
     * @throws IllegalArgumentException if it is no definition; names the path of the fault
     */
    public static DatasetTable parse(byte[] json, String source) {
        return parseDefinition(json, source).table();
    }

    /**
     * Reads a definition from JSON text.
     *
     * @param json UTF-8
     * @param source what messages call it
     * @return the definition
     * @throws IllegalArgumentException if it is no definition; names the path of the fault
     */
    public static DatasetDefinition parseDefinition(byte[] json, String source) {
        try {
            JsonNode root = MAPPER.readTree(json);
            if (!(root instanceof ObjectNode table)) {
                throw new IllegalArgumentException(source + ": a JSON object is expected");
            }
            JsonNode files = table.remove(FILES);
            leaveOut(table);
            DatasetTable read = checked(bind(table, DatasetTable.class, source, ""), source);
            return new DatasetDefinition(read, layout(files, source));
        } catch (IOException e) {
            String said = e instanceof JsonProcessingException j ? j.getOriginalMessage() : e.getMessage();
            throw new IllegalArgumentException(source + ": " + said, e);
        } catch (IllegalArgumentException e) {
            throw e.getMessage().startsWith(source)
                    ? e
                    : new IllegalArgumentException(source + ": " + e.getMessage(), e);
        }
    }

    private static void leaveOut(ObjectNode table) {
        if (!table.has(NOTES)) {
            table.putArray(NOTES);
        }
        if (!table.has(QUANTITIES)) {
            table.putArray(QUANTITIES);
        } else if (!table.has(CLASSES)) {
            table.set(CLASSES, MAPPER.valueToTree(ClassTable.NONE));
        }
    }

    private static FileLayout layout(JsonNode files, String source) throws IOException {
        ObjectNode all = MAPPER.valueToTree(FileLayout.DEFAULTS);
        if (files instanceof ObjectNode given) {
            all.setAll(given);
        } else if (files != null) {
            throw new IllegalArgumentException(source + ": " + FILES + ": an object is expected");
        }
        return bind(all, FileLayout.class, source, FILES);
    }

    private static <T> T bind(JsonNode node, Class<T> type, String source, String part) throws IOException {
        try {
            return MAPPER.treeToValue(node, type);
        } catch (JsonMappingException e) {
            String path = e.getPath().stream()
                    .map(r -> r.getFieldName() == null ? "[" + r.getIndex() + "]" : r.getFieldName())
                    .collect(Collectors.joining("."));
            Throwable cause = e.getCause() instanceof IllegalArgumentException ? e.getCause() : null;
            String said = cause == null ? e.getOriginalMessage() : cause.getMessage();
            String at = Stream.of(part, path).filter(p -> !p.isEmpty()).collect(Collectors.joining("."));
            throw new IllegalArgumentException(source + ": " + at + ": " + said, e);
        }
    }

    private static DatasetTable checked(DatasetTable table, String source) {
        if (!table.name().matches("[a-z0-9]+(-[a-z0-9]+)*")) {
            throw new IllegalArgumentException(
                    source + ": name: \"" + table.name() + "\" is not lower-case words joined by hyphens");
        }
        if (table.bands().isEmpty()) {
            throw new IllegalArgumentException(source + ": bands: no modality");
        }
        if (table.classes().size() == 0 && table.quantities().isEmpty()) {
            throw new IllegalArgumentException(source + ": neither classes nor quantities");
        }
        table.bands().forEach(b -> {
            if (!(b.gsd() > 0) || b.div() == 0 || b.std().stream().anyMatch(d -> !(d > 0))) {
                throw new IllegalArgumentException(source + ": bands: "
                        + b.modality().key() + ": gsd and every std must be above 0, and div not 0");
            }
        });
        return table;
    }
}
