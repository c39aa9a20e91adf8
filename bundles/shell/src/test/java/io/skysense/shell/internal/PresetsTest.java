// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.shell.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skysense.api.train.Preset;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PresetsTest {

    private static final Path CONFIGS = Path.of(System.getProperty("skysense.root"), "configs");

    @ParameterizedTest
    @ValueSource(strings = {"amazon-rgb", "demo"})
    void thePresetsOfTheDemoAreValidAndNameTheirDataset(String dataset) throws Exception {
        Preset preset = new Presets(CONFIGS).read("finetune-" + dataset, Map.of("train.minutes", "3"));

        assertEquals(dataset, preset.data().dataset());
        assertEquals("finetune-" + dataset, preset.name());
        assertEquals(3, preset.train().minutes());
        assertEquals(0, preset.train().steps(), "the minutes decide");
        assertFalse(preset.description().isEmpty());
        assertTrue(preset.encoders().containsKey("hr"));
    }
}
