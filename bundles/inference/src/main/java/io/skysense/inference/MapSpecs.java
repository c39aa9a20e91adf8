// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.inference;

import io.skysense.api.config.Settings;
import io.skysense.api.infer.MapRequest;
import io.skysense.api.infer.TestTime;
import io.skysense.api.model.ModelSpec;
import io.skysense.raster.RasterInfo;
import io.skysense.raster.RasterSpec;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the rasters to be written are, apart from their pixels. */
final class MapSpecs {

    private final MapRequest request;
    private final RasterInfo input;
    private final JobKey key;
    private final ModelSpec model;
    private final Map<String, String> versions;

    MapSpecs(MapRequest request, RasterInfo input, JobKey key, ModelSpec model, Map<String, String> versions) {
        this.request = request;
        this.input = input;
        this.key = key;
        this.model = model;
        this.versions = versions;
    }

    /** {@return the map} */
    RasterSpec map(MapForm form) {
        return placed(form.map(input.width(), input.height()));
    }

    /** {@return the probabilities; empty if there are none to such a map} */
    Optional<RasterSpec> shares(MapForm form) {
        return form.shares(input.width(), input.height()).map(this::placed);
    }

    private RasterSpec placed(RasterSpec spec) {
        return spec.withReference(input.reference()).withMetadata(metadata());
    }

    /** {@return what every output says of itself} */
    Map<String, String> metadata() {
        Map<String, String> items = new TreeMap<>();
        items.put("TIFFTAG_SOFTWARE", key.software());
        items.put(
                "SKYSENSE_RUN",
                String.valueOf(request.run().toAbsolutePath().normalize().getFileName()));
        items.put("SKYSENSE_MODEL", parts());
        items.put("SKYSENSE_MODEL_SHA256", key.model());
        items.put("SKYSENSE_DATASET", model.table().name());
        items.put("SKYSENSE_BUNDLES", line(versions));
        items.put("SKYSENSE_TILE", Integer.toString(key.tile()));
        items.put("SKYSENSE_OVERLAP", Integer.toString(key.overlap()));
        if (!key.testTime().equals(TestTime.NONE)) {
            items.put("SKYSENSE_TEST_TIME", key.testTime().toString());
        }
        return items;
    }

    private String parts() {
        Map<String, String> parts = new TreeMap<>();
        model.encoders().forEach((modality, settings) -> parts.put("encoder-" + modality.key(), type(settings)));
        parts.put("backbone", type(model.backbone()));
        parts.put("head", type(model.head()));
        return line(parts);
    }

    private static String type(Settings settings) {
        return settings.text("type", "unnamed");
    }

    private static String line(Map<String, String> items) {
        return new TreeMap<>(items)
                .entrySet().stream().map(e -> e.getKey() + " " + e.getValue()).collect(Collectors.joining(", "));
    }
}
