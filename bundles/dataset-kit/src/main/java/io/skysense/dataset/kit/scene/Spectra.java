// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.dataset.kit.scene;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/**
 * How a cover looks to each sensor.
 *
 * @param rgb HR colours of its kinds, 0 to 255
 * @param spread greatest difference of one parcel from its kind
 * @param s2 Sentinel-2 reflectance times 10,000 of the ten bands, without plants
 * @param s2Green the same where plants cover the ground
 * @param s1 backscatter in dB, VV and VH
 */
record Spectra(List<List<Double>> rgb, double spread, List<Double> s2, List<Double> s2Green, List<Double> s1) {

    /** Reads the table of all covers. */
    static Map<Cover, Spectra> read() {
        JsonMapper mapper = JsonMapper.builder()
                .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
                .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
                .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                .build();
        try (InputStream in = Spectra.class.getResourceAsStream("spectra.json")) {
            return mapper.readValue(in, new TypeReference<Map<Cover, Spectra>>() {});
        } catch (IOException e) {
            throw new UncheckedIOException("spectra.json: " + e.getMessage(), e);
        }
    }
}
