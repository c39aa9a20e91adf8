// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.serving.kserve;

import io.skysense.api.data.BandTable;
import io.skysense.serving.http.Answer;
import io.skysense.serving.http.HttpFailure;
import io.skysense.serving.http.Json;
import io.skysense.serving.http.Request;
import io.skysense.serving.http.Route;
import io.skysense.serving.model.ServedModel;
import io.skysense.serving.model.ServedModels;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The inference protocol of KServe, version 2, over HTTP: health, what models there are, and inference.
 *
 * <p>Inputs are {@code hr}, {@code s2} and {@code s1}, FP32 (B, C, H, W) in the unit of the source; they are normalised
 * here. Outputs are {@code probabilities}, FP32 (B, K, H, W), and {@code classes}, UINT8 (B, H, W) class indices. Every
 * answer of a model names the bundles it was made with, as parameter {@code bundles}, and its version: 1 when the endpoint
 * opens, and one more whenever another version of a bundle has taken over. Only the last version is there.
 */
public final class InferenceProtocol {

    private final ServedModels models;
    private final String software;
    private final Json json = new Json();

    /**
     * Serves models.
     *
     * @param models which
     * @param software version of this program
     */
    public InferenceProtocol(ServedModels models, String software) {
        this.models = models;
        this.software = software;
    }

    /** {@return what is served} */
    public List<Route> routes() {
        List<Route> routes = new ArrayList<>(List.of(
                Route.of("GET", "/v2", request -> Answer.ok(server())),
                Route.of("GET", "/v2/health/live", request -> Answer.ok(Map.of("live", true))),
                Route.of("GET", "/v2/health/ready", request -> Answer.ok(Map.of("ready", true)))));
        for (String model : List.of("/v2/models/{model}", "/v2/models/{model}/versions/{version}")) {
            routes.add(Route.of("GET", model, request -> use(request, InferenceProtocol::describe)));
            routes.add(Route.of(
                    "GET", model + "/ready", request -> use(request, m -> Map.of("name", m.name(), "ready", true))));
            routes.add(Route.of("POST", model + "/infer", this::infer));
        }
        return routes;
    }

    private Map<String, Object> server() {
        return Map.of("name", "skysense", "version", software, "extensions", List.of(), "models", models.names());
    }

    private Answer use(Request request, ServedModels.Work<Map<String, Object>> work) throws HttpFailure {
        return Answer.ok(models.use(request.part("model"), model -> {
            String has = Integer.toString(model.version());
            String asked = request.parts().getOrDefault("version", has);
            if (!asked.equals(has)) {
                throw new HttpFailure(
                        HttpFailure.NOT_FOUND,
                        "model " + model.name() + " has no version " + asked + "; it has " + has);
            }
            return work.with(model);
        }));
    }

    private static Map<String, Object> describe(ServedModel model) {
        Map<String, Object> found = new LinkedHashMap<>();
        found.put("name", model.name());
        found.put("versions", List.of(Integer.toString(model.version())));
        found.put("platform", "skysense");
        found.put(
                "inputs",
                model.inputs().stream()
                        .map(bands -> describe(bands, model.dates()))
                        .toList());
        found.put("outputs", Outputs.of(model));
        found.put(
                "parameters",
                Map.of(
                        "classes", model.classes(),
                        "quantities", model.quantities(),
                        "granularity", model.granularity(),
                        "bundles", model.bundles()));
        return found;
    }

    private static Map<String, Object> describe(BandTable table, int dates) {
        int bands = table.bands().size();
        return Map.of(
                "name",
                table.modality().key(),
                "datatype",
                "FP32",
                "shape",
                dates == 1 ? List.of(-1, bands, -1, -1) : List.of(-1, dates, bands, -1, -1),
                "parameters",
                Map.of("bands", table.bands(), "gsd", table.gsd()));
    }

    private Answer infer(Request request) throws HttpFailure {
        InferRequest asked = json.read(request.body(), InferRequest.class);
        return use(request, model -> infer(model, asked));
    }

    private static Map<String, Object> infer(ServedModel model, InferRequest asked) throws HttpFailure {
        List<String> has = Outputs.of(model).stream().map(Tensor.Output::name).toList();
        for (InferRequest.Wanted wanted : asked.outputs()) {
            if (!has.contains(wanted.name())) {
                throw new HttpFailure(
                        HttpFailure.BAD_REQUEST,
                        "outputs: there is no " + wanted.name() + "; there are " + String.join(", ", has));
            }
        }
        Images images = Images.of(asked.inputs(), model);
        List<Tensor.Output> outputs =
                model.predict(images::on, images.height(), images.width(), prediction -> Outputs.of(asked, prediction));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("model_name", model.name());
        answer.put("model_version", Integer.toString(model.version()));
        if (asked.id() != null) {
            answer.put("id", asked.id());
        }
        answer.put("parameters", Map.of("bundles", model.bundles()));
        answer.put("outputs", outputs);
        return answer;
    }
}
