// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.serving.kserve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.skysense.serving.http.Answer;
import io.skysense.serving.http.HttpFailure;
import io.skysense.serving.http.Json;
import io.skysense.serving.http.Request;
import io.skysense.serving.http.Route;
import io.skysense.serving.model.OneDevice;
import io.skysense.serving.model.ServedModels;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InferenceProtocolTest {

    /** Red is brighter in the upper row, green in the lower. */
    private static final String IMAGE =
            "{'name': 'hr', 'shape': [1, 2, 2, 2], 'datatype': 'FP32', 'data': [[[[90, 80], [10, 20]], [[10, 20], [90, 80]]]]}";

    private final ServedModels models = new OneDevice().models();
    private final InferenceProtocol protocol = new InferenceProtocol(models, "4.5.6");

    @BeforeEach
    void open() throws IOException {
        models.open("bright", Path.of("runs/bright"));
    }

    @AfterEach
    void close() {
        models.close();
    }

    @Test
    void saysThatItIsAliveAndWhatItHas() throws Exception {
        assertEquals("{\"live\":true}", get("/v2/health/live", Map.of()).toString());
        assertEquals("{\"ready\":true}", get("/v2/health/ready", Map.of()).toString());
        assertEquals("4.5.6", get("/v2", Map.of()).get("version").asText());
        assertEquals("[\"bright\"]", get("/v2", Map.of()).get("models").toString());
    }

    @Test
    void describesAModel() throws Exception {
        JsonNode model = get("/v2/models/{model}", Map.of("model", "bright"));

        assertEquals("bright", model.get("name").asText());
        assertEquals("[\"1\"]", model.get("versions").toString());
        assertEquals("[-1,2,-1,-1]", model.get("inputs").get(0).get("shape").toString());
        assertEquals("[-1,2,-1,-1]", model.get("outputs").get(0).get("shape").toString());
        assertEquals(
                "[\"red\",\"green\"]", model.get("parameters").get("classes").toString());
        assertEquals(
                "{\"io.skysense.serving.test\":\"1.2.3\"}",
                model.get("parameters").get("bundles").toString());
    }

    @Test
    void answersWithClassesAndProbabilitiesAndTheBundlesThatMadeThem() throws Exception {
        JsonNode answer = infer("{'id': 'x7', 'inputs': [" + IMAGE + "]}");

        assertEquals("bright", answer.get("model_name").asText());
        assertEquals("1", answer.get("model_version").asText());
        assertEquals("x7", answer.get("id").asText());
        assertEquals(
                "1.2.3",
                answer.get("parameters")
                        .get("bundles")
                        .get("io.skysense.serving.test")
                        .asText());
        JsonNode probabilities = answer.get("outputs").get(0);
        assertEquals("probabilities", probabilities.get("name").asText());
        assertEquals("[1,2,2,2]", probabilities.get("shape").toString());
        // Normalised, 90 and 10 are .8 and -.8.
        double expected = 1 / (1 + Math.exp(-1.6));
        assertEquals(expected, probabilities.get("data").get(0).asDouble(), 1e-6);
        assertEquals(1 - expected, probabilities.get("data").get(2).asDouble(), 1e-6);
        JsonNode classes = answer.get("outputs").get(1);
        assertEquals("UINT8", classes.get("datatype").asText());
        assertEquals("[1,2,2]", classes.get("shape").toString());
        assertEquals("[0,0,1,1]", classes.get("data").toString());
    }

    @Test
    void answersOnlyWhatIsWanted() throws Exception {
        JsonNode answer = infer("{'inputs': [" + IMAGE + "], 'outputs': [{'name': 'classes'}]}");

        assertEquals(1, answer.get("outputs").size());
        assertEquals("classes", answer.get("outputs").get(0).get("name").asText());
    }

    @Test
    void takesFlatDataToo() throws Exception {
        String flat = IMAGE.replaceAll("\\[\\[\\[\\[.*\\]\\]\\]\\]", "[90, 80, 10, 20, 10, 20, 90, 80]");

        assertEquals(infer("{'inputs': [" + IMAGE + "]}"), infer("{'inputs': [" + flat + "]}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'inputs': []} | inputs: hr is missing; the model reads hr",
                "{} | inputs: hr is missing; the model reads hr",
                "{'inputs': [I, I]} | inputs: hr twice",
                "{'inputs': [I, {'name': 's2'}]} | inputs: more inputs than the model has: hr",
                "{'inputs': [I], 'outputs': [{'name': 'x'}]} | outputs: there is no x; there are probabilities, classes",
                "{'inputs': [{'name': 'hr', 'shape': [1, 2, 2, 2], 'datatype': 'INT8', 'data': [1]}]}"
                        + " | input hr: datatype must be FP32, not INT8",
                "{'inputs': [{'name': 'hr', 'shape': [1, 2, 2, 2], 'datatype': 'FP32', 'data': [1, 2]}]}"
                        + " | input hr: data has 2 of the 8 values of shape [1, 2, 2, 2]",
                "{'inputs': [{'name': 'hr', 'shape': [1, 1, 1, 1], 'datatype': 'FP32', 'data': [1, 2]}]}"
                        + " | input hr: data has more than the 1 values of shape [1, 1, 1, 1]",
                "{'inputs': [{'name': 'hr', 'shape': [1, 2, 1, 2], 'datatype': 'FP32', 'data': [1, 2, 3, 4]}]}"
                        + " | inputs: hr: H 1 and W 2 must be multiples of 2",
                "{'inputs': [{'name': 'hr', 'shape': [1, 3, 2, 2], 'datatype': 'FP32',"
                        + " 'data': [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]}]}"
                        + " | inputs: hr: shape [1, 3, 2, 2], expected [B, 2, H, W]",
                "{'inputs': [{'name': 'hr', 'shape': [1, 2, 0, 2], 'datatype': 'FP32', 'data': []}]}"
                        + " | input hr: shape must be a list of sides above 0",
                "{'inputs': [{'name': 'hr', 'shape': [65536, 65536, 65536, 65536], 'datatype': 'FP32', 'data': []}]}"
                        + " | input hr: shape [65536, 65536, 65536, 65536] has too many values",
                "{'inputs': [{'name': 'hr', 'shape': [1, 2, 2, 2], 'datatype': 'FP32', 'data': [1, null]}]}"
                        + " | input hr: data holds null, which is no finite number",
                "{'inputs': [{'name': 'hr', 'shape': [1, 2, 2, 2], 'datatype': 'FP32', 'data': [1e99]}]}"
                        + " | input hr: data holds 1.0E99, which is no finite number",
            })
    void saysWhatIsWrongWithARequest(String body, String message) {
        HttpFailure refused = assertThrows(
                HttpFailure.class, () -> infer(body.replace("I,", IMAGE + ",").replace("I]", IMAGE + "]")));

        assertEquals(HttpFailure.BAD_REQUEST, refused.status());
        assertEquals(message, refused.getMessage());
    }

    @Test
    void saysWhereABodyIsNoJson() {
        HttpFailure refused = assertThrows(HttpFailure.class, () -> infer("{'inputs': [}"));

        assertEquals(HttpFailure.BAD_REQUEST, refused.status());
    }

    @Test
    void knowsItsModelsAndTheirVersions() throws Exception {
        assertEquals(
                "bright",
                get("/v2/models/{model}/versions/{version}/ready", Map.of("model", "bright", "version", "1"))
                        .get("name")
                        .asText());
        assertNotThere("there is no model dark", Map.of("model", "dark"), "/v2/models/{model}");
        assertNotThere(
                "model bright has no version 2; it has 1",
                Map.of("model", "bright", "version", "2"),
                "/v2/models/{model}/versions/{version}");
    }

    private void assertNotThere(String message, Map<String, String> parts, String pattern) {
        HttpFailure refused = assertThrows(HttpFailure.class, () -> get(pattern, parts));
        assertEquals(HttpFailure.NOT_FOUND, refused.status());
        assertEquals(message, refused.getMessage());
    }

    private JsonNode get(String pattern, Map<String, String> parts) throws Exception {
        return call("GET", pattern, parts, "");
    }

    private JsonNode infer(String body) throws Exception {
        return call("POST", "/v2/models/{model}/infer", Map.of("model", "bright"), body.replace('\'', '"'));
    }

    private JsonNode call(String method, String pattern, Map<String, String> parts, String body) throws Exception {
        List<String> segments = List.of(pattern.substring(1).split("/"));
        Route route = protocol.routes().stream()
                .filter(r -> r.method().equals(method) && r.pattern().equals(segments))
                .findFirst()
                .orElseThrow();
        Answer answer = route.handler().answer(new Request(parts, body.getBytes(StandardCharsets.UTF_8)));
        return new ObjectMapper().readTree(new Json().write(answer.body()));
    }
}
