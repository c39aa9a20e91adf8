// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The records of this package as JSON. */
final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            // Figures may be NaN, which JSON does not have.
            .enable(JsonWriteFeature.WRITE_NAN_AS_STRINGS)
            .build();

    private Json() {}

    static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record that JSON cannot hold: " + value.getClass(), e);
        }
    }

    static <T> T read(Path file, Class<T> type) throws CheckpointException {
        try {
            return read(new String(Files.readAllBytes(file), StandardCharsets.UTF_8), type, file.toString());
        } catch (IOException e) {
            throw CheckpointException.of(file, "cannot be read", e);
        }
    }

    /** Reads text that stands at a place which messages name. */
    static <T> T read(String text, Class<T> type, String at) throws CheckpointException {
        if (text == null) {
            throw new CheckpointException(at + ": missing");
        }
        try {
            T value = MAPPER.readValue(text, type);
            if (value == null) {
                throw new CheckpointException(at + ": empty");
            }
            return value;
        } catch (JsonProcessingException e) {
            throw new CheckpointException(
                    at + ": malformed: "
                            + e.getOriginalMessage().lines().findFirst().orElse(""),
                    e);
        }
    }
}
