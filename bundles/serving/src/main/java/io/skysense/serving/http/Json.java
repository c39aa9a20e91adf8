// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.serving.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;

/** JSON as requests and answers carry it. */
public final class Json {

    private static final int DEPTH = 32;

    private final ObjectMapper mapper;

    /** With limits on what a document may ask of memory. */
    public Json() {
        mapper = JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
        mapper.getFactory()
                .setStreamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(DEPTH).build());
    }

    /**
     * Reads a document.
     *
     * @param body UTF-8
     * @param type what it must be
     * @param <T> what it must be
     * @return the value
     * @throws HttpFailure 400 if it is no JSON or not of this form
     */
    public <T> T read(byte[] body, Class<T> type) throws HttpFailure {
        try {
            T value = mapper.readValue(body, type);
            if (value == null) {
                throw new HttpFailure(HttpFailure.BAD_REQUEST, "the body is null");
            }
            return value;
        } catch (JsonProcessingException e) {
            String place = e.getLocation() == null
                    ? ""
                    : " (line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr() + ")";
            throw new HttpFailure(
                    HttpFailure.BAD_REQUEST,
                    "the body cannot be read: " + e.getOriginalMessage().replaceAll("\\s*\\R.*", "") + place);
        } catch (IOException e) {
            throw new HttpFailure(HttpFailure.BAD_REQUEST, "the body cannot be read: " + e.getMessage());
        }
    }

    /**
     * Writes a document.
     *
     * @param value a record, map or list
     * @return UTF-8
     */
    public byte[] write(Object value) {
        try {
            return mapper.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
