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
import io.skysense.api.model.AnnotatedEncoder;
import io.skysense.api.model.BuildContext;
import io.skysense.api.model.Encoder;
import io.skysense.api.model.FeatureLevel;
import io.skysense.api.model.ParameterRules;
import io.skysense.nn.golden.ReferenceParameters;
import java.io.IOException;
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
    void hugeHasTheReferencesParametersAndGroups() throws IOException {
        Encoder encoder =
                build("{\"arch\": \"huge\", \"vocabulary_size\": 64, \"use_attn\": true, \"frozen_blocks\": 12}");
        ReferenceParameters reference = ReferenceParameters.under("backbone_hr.");
        reference.checkNames(encoder);
        reference.checkGroups(encoder);
        assertEquals(26, encoder.rules().layers());
    }

    @Test
    void annotationsAndAttentionAreNoPartUnlessTheyAreAskedFor() {
        Encoder encoder = build("{\"arch\": \"huge\"}");
        assertFalse(encoder instanceof AnnotatedEncoder);
        encoder.block().getParameters().forEach(p -> {
            assertFalse(p.getKey().matches("mask_token|vocabulary_.*|attn\\d.*|norm_attn.*"), p.getKey());
            assertTrue(p.getValue().requiresGradient(), p.getKey());
        });
    }

    @Test
    void levelsBeforeTheMergeHaveTheChannelsOfBoth() {
        AnnotatedEncoder encoder = (AnnotatedEncoder) build("{\"vocabulary_size\": 9, \"merge_stage\": 3}");
        assertEquals(9, encoder.vocabularySize());
        assertEquals(
                List.of(
                        new FeatureLevel(2 * 96, 4),
                        new FeatureLevel(2 * 192, 8),
                        new FeatureLevel(384, 16),
                        new FeatureLevel(768, 32)),
                encoder.annotatedLevels());
        assertEquals(96, encoder.levels().get(0).channels());
    }

    @ParameterizedTest
    @CsvSource({"nano, 32", "tiny, 64", "base, 128", "huge, 256"})
    void widthOfTheAttentionFollowsThatOfTheStage(String arch, int width) {
        Map<String, Shape> shapes =
                build("{\"arch\": \"" + arch + "\", \"use_attn\": true}").block().getParameters().stream()
                        .collect(Collectors.toMap(
                                p -> p.getKey(), p -> p.getValue().getShape()));
        assertEquals(width, shapes.get("attn1.proj_in.weight").get(0));
        assertEquals(4L * width, shapes.get("attn3.proj_in.weight").get(0));
        assertFalse(shapes.containsKey("attn4.proj_in.weight"));
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
        assertEquals(0, rules.layerOf().applyAsInt("mask_token"));
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
                "{\"depths\": \"many\"}",
                "{\"vocabulary_size\": -1}",
                "{\"vocabulary_size\": 64, \"merge_stage\": 5}",
                "{\"vocabulary_size\": 64, \"merge_stage\": 0}",
                "{\"use_attn\": true, \"attn_proj_dims\": [64, 128]}",
                "{\"use_attn\": true, \"attn_num_heads\": 7}",
                "{\"frozen_blocks\": 13}"
            })
    void settingsThatCannotBeAreRefusedInOneLine(String json) {
        SettingsException refused = assertThrows(SettingsException.class, () -> build(json));
        assertEquals(1, refused.getMessage().lines().count(), refused.getMessage());
    }

    private Encoder build(String json) {
        return plugin.build(Settings.parse(json, "preset"), 3, BuildContext.fp32());
    }
}
