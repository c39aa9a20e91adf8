// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.provision.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skysense.provision.FeatureException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.felix.feature.impl.FeatureServiceImpl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.service.feature.Feature;

class FeatureFileTest {

    private final FeatureFile files = new FeatureFile(new FeatureServiceImpl());

    @TempDir
    Path folder;

    @Test
    void readsBundlesAndConfigurations() throws Exception {
        Feature feature = files.read(write("""
                {
                  // comments are allowed
                  "feature-resource-version": "1.0",
                  "id": "org.example:task:1.0.0",
                  "bundles": [ { "id": "org.example:org.example.a:1.2.0" } ],
                  "configurations": { "org.example.a": { "cut:Double": 0.5 } }
                }"""));

        assertEquals("org.example.a", feature.getBundles().get(0).getID().getArtifactId());
        assertEquals(
                0.5,
                feature.getConfigurations().get("org.example.a").getValues().get("cut"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{}", "{\"id\": 3}", "{\"id\": \"no-version\"}"})
    void namesTheFileThatIsNoFeature(String text) throws IOException {
        Path file = write(text);

        FeatureException refused = assertThrows(FeatureException.class, () -> files.read(file));
        assertTrue(refused.getMessage().startsWith(file + ": not a feature: "), refused.getMessage());
        assertEquals(1, refused.getMessage().lines().count(), refused.getMessage());
    }

    @Test
    void namesTheMissingFile() {
        Path file = folder.resolve("none.json");

        FeatureException refused = assertThrows(FeatureException.class, () -> files.read(file));
        assertEquals(file + ": no such file", refused.getMessage());
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("task.json"), text);
    }
}
