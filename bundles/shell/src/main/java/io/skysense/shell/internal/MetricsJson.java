// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.shell.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.skysense.api.task.MetricReport;
import java.util.LinkedHashMap;
import java.util.Map;

/** An evaluation as JSON: its figures at the top, then perClass, classes and confusion. */
public final class MetricsJson {

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private MetricsJson() {}

    /**
     * Writes an evaluation.
     *
     * @param report the evaluation
     * @return a JSON object; figures that are not defined, such as the IoU of a class that never occurs, are null
     */
    public static String of(MetricReport report) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.putAll(finite(report.values()));
        Map<String, Object> classes = new LinkedHashMap<>();
        report.perClass().forEach((name, values) -> classes.put(name, finite(values)));
        tree.put("perClass", classes);
        tree.put("classes", report.classes());
        tree.put("confusion", report.confusion());
        try {
            return MAPPER.writeValueAsString(tree) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** JSON has no NaN. */
    private static Map<String, Object> finite(Map<String, Double> values) {
        Map<String, Object> out = new LinkedHashMap<>();
        values.forEach((key, value) -> out.put(key, Double.isFinite(value) ? value : null));
        return out;
    }
}
