// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.checkpoint.exchange;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.skysense.checkpoint.CheckpointException;
import io.skysense.checkpoint.ElementType;
import io.skysense.checkpoint.TensorSource;
import io.skysense.engine.Torch;
import io.skysense.engine.ops.Resize;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyMapTest {

    @Test
    void publishedNamesBecomeTheModels() throws CheckpointException {
        Map<String, TensorSource> mapped = KeyMap.parse(List.of("skysense", "add=fusion."))
                .apply(named(
                        "module.layers.0.attn.attn.Wqkv.weight",
                        "layers.0.attn.attn.Wqkv.bias",
                        "module.fa_history.w",
                        "stages.0.attn.w_msa.relative_position_index",
                        "stages.0.attn.w_msa.relative_coords_table",
                        "bn.num_batches_tracked",
                        "cls_token"));
        assertEquals(
                List.of(
                        "fusion.layers.0.attn.attn.in_proj_weight",
                        "fusion.layers.0.attn.attn.in_proj_bias",
                        "fusion.fa_context.w",
                        "fusion.cls_token"),
                List.copyOf(mapped.keySet()));
        mapped.forEach((name, tensor) -> assertEquals(name, tensor.name()));
    }

    @Test
    void aPartIsStrippedFromNamesThatBeginWithItOnly() throws CheckpointException {
        assertEquals(
                List.of("a", "head.backbone.b", "backbone_hr.c"),
                List.copyOf(KeyMap.parse(List.of("backbone"))
                        .apply(named("backbone.a", "head.backbone.b", "backbone_hr.c"))
                        .keySet()));
    }

    @Test
    void twoTensorsThatGetOneNameAreAnError() {
        CheckpointException e = assertThrows(
                CheckpointException.class,
                () -> KeyMap.parse(List.of("strip=module.")).apply(named("module.a", "a")));
        assertEquals("tensors 'module.a' and 'a' both become 'a'", e.getMessage());
    }

    @Test
    void bandsAreSelectedAndRescaled() throws IOException {
        float[] weight = new float[2 * 10 * 2];
        for (int i = 0; i < weight.length; i++) {
            weight[i] = i;
        }
        TensorSource tensor = floats("enc.patch_embed.projection.weight", List.of(2L, 10L, 1L, 2L), weight);
        TensorSource mapped = KeyMap.parse(List.of("sentinel2-10m"))
                .apply(Map.of(tensor.name(), tensor))
                .get(tensor.name());
        assertEquals(List.of(2L, 4L, 1L, 2L), mapped.shape());
        assertArrayEquals(
                new float[] {0, 2.5f, 5, 7.5f, 10, 12.5f, 30, 32.5f, 50, 52.5f, 55, 57.5f, 60, 62.5f, 80, 82.5f},
                read(mapped));
        TensorSource three = floats("patch_embed.projection.weight", List.of(1L, 3L, 1L, 1L), 1, 2, 3);
        CheckpointException e = assertThrows(
                CheckpointException.class,
                () -> KeyMap.parse(List.of("sentinel2-10m")).apply(Map.of(three.name(), three)));
        assertTrue(e.getMessage().contains("F32 (1, 3, 1, 1): there is no band 6, it has 3"), e.getMessage());
    }

    @Test
    void aPositionEmbeddingIsResizedAsPyTorchDoes() throws IOException {
        float[] values = new float[16 * 3];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) Math.sin(i * 1.7);
        }
        TensorSource tensor = floats("pos_embed", List.of(1L, 16L, 3L), values);
        TensorSource same = KeyMap.parse(List.of("grid=pos_embed:4x4"))
                .apply(Map.of("pos_embed", tensor))
                .get("pos_embed");
        assertEquals(tensor, same);
        TensorSource resized = KeyMap.parse(List.of("grid=pos_embed:8x6"))
                .apply(Map.of("pos_embed", tensor))
                .get("pos_embed");
        assertEquals(List.of(1L, 48L, 3L), resized.shape());
        float[] read = read(resized);
        try (NDManager manager = Torch.newManager(Device.cpu())) {
            for (int channel = 0; channel < 3; channel++) {
                float[] plane = new float[16];
                for (int i = 0; i < 16; i++) {
                    plane[i] = values[i * 3 + channel];
                }
                NDArray expected = Resize.bicubic(manager.create(plane, new Shape(1, 1, 4, 4)), 8, 6, false);
                for (int i = 0; i < 48; i++) {
                    assertEquals(expected.toFloatArray()[i], read[i * 3 + channel], 1e-6);
                }
            }
        }
        TensorSource odd = floats("pos_embed", List.of(1L, 5L, 1L), 1, 2, 3, 4, 5);
        CheckpointException e = assertThrows(
                CheckpointException.class,
                () -> KeyMap.parse(List.of("grid=pos_embed:8x8")).apply(Map.of("pos_embed", odd)));
        assertTrue(e.getMessage().contains("'pos_embed' F32 (1, 5, 1): a position embedding"), e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"nix", "strip=", "bands=w", "bands=w:a", "grid=p:8", "grid=p:0x8", "replace=a", "=", "x=y"})
    void whatIsNoRuleIsAnErrorThatListsThem(String word) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> KeyMap.parse(List.of(word)));
        assertTrue(e.getMessage().contains("'" + word + "' is n"), e.getMessage());
    }

    @Test
    void rulesReadAsTheyAreWritten() {
        KeyMap.names()
                .values()
                .forEach(rules -> assertEquals(rules, KeyMap.parse(rules).words()));
    }

    private static Map<String, TensorSource> named(String... names) {
        Map<String, TensorSource> tensors = new LinkedHashMap<>();
        for (String name : names) {
            tensors.put(name, floats(name, List.of(), 1));
        }
        return tensors;
    }

    static TensorSource floats(String name, List<Long> shape, float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return TensorSource.of(name, ElementType.F32, shape, bytes);
    }

    static float[] read(TensorSource tensor) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) tensor.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        tensor.content().writeTo(bytes::put);
        float[] values = new float[bytes.capacity() / 4];
        bytes.flip().asFloatBuffer().get(values);
        return values;
    }
}
