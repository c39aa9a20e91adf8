// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.shell.internal.weights;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.skysense.checkpoint.TensorFile;
import io.skysense.checkpoint.TensorSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a weight file holds.
 *
 * @param file the file
 * @param format its format
 * @param key the dictionary within it
 * @param sha256 its digest
 * @param total of all tensors
 * @param parts totals by what stands before the first dot of names
 * @param tensors the tensors
 * @param skipped what was passed over
 */
record WeightsSummary(
        String file,
        String format,
        String key,
        String sha256,
        Total total,
        Map<String, Total> parts,
        List<Tensor> tensors,
        List<String> skipped) {

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** Numbers over tensors. */
    record Total(long tensors, long elements, long bytes) {

        Total plus(TensorSource tensor) {
            return new Total(
                    tensors + 1, elements + tensor.bytes() / tensor.type().bytes(), bytes + tensor.bytes());
        }
    }

    /** One tensor. */
    record Tensor(String name, String type, List<Long> shape, long bytes) {}

    static WeightsSummary of(TensorFile file, String sha256) {
        Total none = new Total(0, 0, 0);
        Total total = none;
        Map<String, Total> parts = new LinkedHashMap<>();
        for (TensorSource tensor : file.sources().values()) {
            String part = tensor.name().replaceFirst("\\..*", "");
            parts.put(part, parts.getOrDefault(part, none).plus(tensor));
            total = total.plus(tensor);
        }
        List<Tensor> tensors = file.sources().values().stream()
                .map(t -> new Tensor(t.name(), t.type().name(), t.shape(), t.bytes()))
                .toList();
        return new WeightsSummary(
                file.path().toString(), file.format(), file.key(), sha256, total, parts, tensors, file.skipped());
    }

    String json() {
        try {
            return MAPPER.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record that JSON cannot hold", e);
        }
    }
}
