// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.encoder.hr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.types.Shape;
import io.skysense.api.config.Settings;
import io.skysense.api.config.SettingsException;
import io.skysense.api.data.Modality;
import io.skysense.api.model.BuildContext;
import io.skysense.api.model.Encoder;
import io.skysense.api.model.FeatureLevel;
import io.skysense.api.model.ParameterRules;
import io.skysense.nn.golden.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every size, without a weight of it. */
class SizesTest {

    private final SwinV2Encoder plugin = new SwinV2Encoder();

    @ParameterizedTest
    @CsvSource({"nano, 48", "tiny, 96", "small, 96", "base, 128", "huge, 352"})
    void eachSizeHasFourLevels(String arch, int channels) {
        Encoder encoder = build("{\"arch\": \"" + arch + "\"}");
        assertEquals(
                List.of(
                        new FeatureLevel(channels, 4),
                        new FeatureLevel(2 * channels, 8),
                        new FeatureLevel(4 * channels, 16),
                        new FeatureLevel(8 * channels, 32)),
                encoder.levels());
        assertEquals(32, encoder.granularity());
        Shape[] shapes = encoder.block().getOutputShapes(new Shape[] {new Shape(2, 3, 512, 256)});
        assertEquals(new Shape(2, channels, 128, 64), shapes[0]);
        assertEquals(new Shape(2, 8 * channels, 16, 8), shapes[3]);
        assertFalse(encoder.block().isInitialized());
    }

    @Test
    void hugeHasTheReferencesNamesAndShapes() throws IOException {
        Map<String, String> expected = Files.readAllLines(Golden.reference("state-dict-full.txt")).stream()
                .map(line -> line.split("\t"))
                .filter(f -> f[0].startsWith("backbone_hr.") && f[3].equals("param"))
                // The annotation branch and the attention that joins it are no part of the image-only network.
                .filter(f -> !f[0].matches("backbone_hr\\.(mask_token|vocabulary_.*|attn[123]\\..*|norm_attn\\..*)"))
                .collect(Collectors.toMap(
                        f -> f[0].substring("backbone_hr.".length()), f -> f[1].replaceAll(",\\)", ")")));
        Map<String, String> actual = new LinkedHashMap<>();
        build("{\"arch\": \"huge\"}")
                .block()
                .getParameters()
                .forEach(p -> actual.put(p.getKey(), p.getValue().getShape().toString()));
        assertEquals(expected, actual);
    }

    @Test
    void rulesAreTheReferences() throws IOException {
        Encoder encoder = build("{\"arch\": \"huge\"}");
        ParameterRules rules = encoder.rules();
        assertEquals(26, rules.layers());
        int compared = 0;
        for (String line : Files.readAllLines(Golden.reference("optimizer-groups-full.txt"))) {
            String[] fields = line.split("\t");
            String name = fields[3].replaceFirst("backbone_hr\\.", "");
            if (!fields[3].startsWith("backbone_hr.")
                    || fields[0].equals("FROZEN")
                    || encoder.block().getParameters().stream()
                            .noneMatch(p -> p.getKey().equals(name))) {
                continue;
            }
            double rate =
                    2e-4 * Math.pow(0.7, rules.layers() - 1 - rules.layerOf().applyAsInt(name));
            double expected = Double.parseDouble(fields[1].substring("lr=".length()));
            assertEquals(expected, rate, 1e-6 * expected, name);
            assertEquals(fields[2].equals("wd=0.04"), rules.decays().test(name), name);
            compared++;
        }
        assertTrue(compared > 100, compared + " compared");
    }

    @Test
    void frozenLayersOfTheReferenceAreTheFirst() {
        ParameterRules rules = build("{\"arch\": \"huge\"}").rules();
        assertEquals(0, rules.layerOf().applyAsInt("patch_embed.projection.weight"));
        assertEquals(1, rules.layerOf().applyAsInt("stages.0.blocks.0.norm1.weight"));
        assertEquals(4, rules.layerOf().applyAsInt("stages.1.downsample.reduction.weight"));
        assertEquals(12, rules.layerOf().applyAsInt("stages.2.blocks.7.attn.w_msa.q_bias"));
        assertEquals(22, rules.layerOf().applyAsInt("stages.2.downsample.norm.bias"));
        assertEquals(25, rules.layerOf().applyAsInt("norm3.weight"));
    }

    @Test
    void settingsOverrideASize() {
        Encoder encoder = build("{\"arch\": \"tiny\", \"embed_dims\": 24, \"out_indices\": [1, 3]}");
        assertEquals(List.of(new FeatureLevel(48, 8), new FeatureLevel(192, 32)), encoder.levels());
        assertTrue(encoder.block().getParameters().stream()
                .noneMatch(p -> p.getKey().startsWith("norm0")));
        assertEquals("swin-v2", plugin.name());
        assertEquals(Modality.HR, plugin.modality());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"arch\": \"giant\"}",
                "{\"embed_dim\": 96}",
                "{\"num_heads\": [3, 6, 12]}",
                "{\"num_heads\": [5, 6, 12, 24]}",
                "{\"depths\": [2, 2, 0, 2]}",
                "{\"window_size\": 1}",
                "{\"drop_path_rate\": 1.0}",
                "{\"out_indices\": [3, 1]}",
                "{\"out_indices\": [4]}",
                "{\"depths\": \"many\"}"
            })
    void settingsThatCannotBeAreRefusedInOneLine(String json) {
        SettingsException refused = assertThrows(SettingsException.class, () -> build(json));
        assertEquals(1, refused.getMessage().lines().count(), refused.getMessage());
    }

    private Encoder build(String json) {
        return plugin.build(Settings.parse(json, "preset"), 3, BuildContext.fp32());
    }
}
