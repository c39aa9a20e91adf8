// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.skysense.api.data.DatasetTable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.stream.Collectors;

/**
 * Reads the table of a dataset from JSON: the components of {@link DatasetTable}, all of them and no others; comments
 * are allowed.
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

    private DatasetTables() {}

    /**
     * Reads the table in a bundle.
     *
     * @param owner a class of the bundle; the resource is looked up beside it
     * @param resource name of the JSON file
     * @return the table
     * @throws IllegalArgumentException if the resource is missing or not a table; names the path of the fault
     */
    public static DatasetTable read(Class<?> owner, String resource) {
        try (InputStream in = owner.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalArgumentException(resource + ": no such resource beside " + owner.getName());
            }
            return parse(in.readAllBytes(), resource);
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
     * @throws IllegalArgumentException if it is not a table; names the path of the fault
     */
    public static DatasetTable parse(byte[] json, String source) {
        DatasetTable table;
        try {
            table = MAPPER.readValue(json, DatasetTable.class);
        } catch (JsonMappingException e) {
            String path = e.getPath().stream()
                    .map(r -> r.getFieldName() == null ? "[" + r.getIndex() + "]" : r.getFieldName())
                    .collect(Collectors.joining("."));
            Throwable cause = e.getCause() instanceof IllegalArgumentException ? e.getCause() : null;
            String said = cause == null ? e.getOriginalMessage() : cause.getMessage();
            throw new IllegalArgumentException(source + ": " + path + ": " + said, e);
        } catch (IOException e) {
            String said = e instanceof JsonProcessingException j ? j.getOriginalMessage() : e.getMessage();
            throw new IllegalArgumentException(source + ": " + said, e);
        }
        if (!table.name().matches("[a-z0-9]+(-[a-z0-9]+)*")) {
            throw new IllegalArgumentException(
                    source + ": name: \"" + table.name() + "\" is not lower-case words joined by hyphens");
        }
        if (table.bands().isEmpty()) {
            throw new IllegalArgumentException(source + ": bands: no modality");
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
