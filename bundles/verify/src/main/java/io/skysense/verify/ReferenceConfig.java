// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.skysense.api.config.Settings;
import io.skysense.api.data.Modality;
import io.skysense.api.incontext.InContextSpec;
import io.skysense.api.model.Precision;
import io.skysense.shell.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A configuration of the reference as the settings of our plug-ins. Random parts (drop path, dropout) are off: what
 * was recorded had none.
 */
final class ReferenceConfig {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<Modality, String> TYPES =
            Map.of(Modality.HR, "swin-v2", Modality.S2, "vit-s2", Modality.S1, "vit-s1");

    private static final List<String> SWIN = List.of(
            "use_attn",
            "merge_stage",
            "vocabulary_size",
            "patch_size",
            "window_size",
            "out_indices",
            "attn_proj_dims",
            "attn_num_heads");
    private static final List<String> SWIN_ARCH =
            List.of("embed_dims", "depths", "num_heads", "extra_norm_every_n_blocks");
    private static final List<String> VIT = List.of(
            "patch_size",
            "embed_dims",
            "num_layers",
            "num_heads",
            "mlp_ratio",
            "qkv_bias",
            "merge_stage",
            "vocabulary_size",
            "out_indices");

    private static final List<String> FUSION =
            List.of("embed_dims", "num_layers", "num_heads", "mlp_ratio", "qkv_bias");
    private static final List<String> COMPLETION = List.of("conv_dim", "z_dim", "n_codebook");

    private final JsonNode root;

    private ReferenceConfig(JsonNode root) {
        this.root = root;
    }

    /**
     * @param file {@code config.json}
     * @throws CommandException if it is no such file
     */
    static ReferenceConfig read(Path file) throws CommandException, IOException {
        try {
            JsonNode root = JSON.readTree(Files.readAllBytes(file));
            for (String part : List.of("backbone_hr", "backbone_s2", "backbone_s1", "rec_head_hr", "necks")) {
                if (root == null || !root.path(part).isObject()) {
                    throw new CommandException(file + ": no part " + part);
                }
            }
            return new ReferenceConfig(root);
        } catch (JsonProcessingException e) {
            throw new CommandException(file + ": " + e.getOriginalMessage());
        }
    }

    /** {@return the model, nothing frozen} */
    InContextSpec spec() {
        return spec(0, 0, false);
    }

    /** {@return the model with the rounding to bfloat16 that the reference leaves in its pooling pyramid} */
    InContextSpec rounded() {
        return spec(0, 0, true);
    }

    /**
     * The model with frozen parts.
     *
     * @param blocks greatest layer id of the encoders that is frozen; 0 for none
     * @param fusion least layer id of the fusion that is frozen; 0 for none
     * @return what it is made of
     */
    InContextSpec frozen(int blocks, int fusion) {
        return spec(blocks, fusion, false);
    }

    private InContextSpec spec(int blocks, int fusion, boolean rounded) {
        Map<Modality, Settings> encoders = new EnumMap<>(Modality.class);
        Map<Modality, Integer> channels = new EnumMap<>(Modality.class);
        for (Modality modality : Modality.values()) {
            JsonNode part = root.path("backbone_" + modality.key());
            ObjectNode settings = JSON.createObjectNode().put("type", TYPES.get(modality));
            if (modality == Modality.HR) {
                copy(part, SWIN, settings);
                copyArch(part.path("arch"), settings);
            } else {
                copy(part, VIT, settings);
                settings.set("img_size", side(part.path("img_size")));
            }
            settings.put("drop_path_rate", 0).put("frozen_blocks", blocks);
            encoders.put(modality, Settings.parse(settings.toString(), "config.json: backbone_" + modality.key()));
            channels.put(modality, part.path("in_channels").asInt());
        }
        return new InContextSpec(encoders, channels, backbone(fusion, rounded), Precision.FP32);
    }

    private Settings backbone(int frozenFrom, boolean rounded) {
        ObjectNode settings = JSON.createObjectNode().put("type", "skysense");
        settings.put("frozen_fusion_blocks_start", frozenFrom);
        copy(root, List.of("use_ctpe", "calendar_time"), settings);
        copy(root.path("necks"), List.of("input_dims"), settings);
        for (String head : List.of("head_s2", "head_s1")) {
            copy(root.path(head), List.of("up_scale"), settings.putObject(head));
        }
        ObjectNode fusion = settings.putObject("fusion");
        copy(root.path("necks"), FUSION, fusion);
        fusion.put("drop_path_rate", 0);
        ObjectNode decoder = settings.putObject("head_rec_hr");
        copy(root.path("rec_head_hr"), List.of("channels", "pool_scales", "align_corners"), decoder);
        decoder.put("dropout_ratio", 0).put("bf16_pooling", rounded);
        copy(root.path("modality_vae"), COMPLETION, settings.putObject("modality_vae"));
        return Settings.parse(settings.toString(), "config.json");
    }

    /** The name of a size, or its numbers. */
    private static void copyArch(JsonNode arch, ObjectNode settings) {
        if (arch.isTextual()) {
            settings.set("arch", arch);
        } else {
            copy(arch, SWIN_ARCH, settings);
        }
    }

    /** Copies keys that are there. */
    private static void copy(JsonNode from, List<String> keys, ObjectNode into) {
        for (String key : keys) {
            if (from.has(key)) {
                into.set(key, literal(from.get(key)));
            }
        }
    }

    /** The reference writes numbers and tuples as texts of Python: {@code "(1, 2)"}, {@code "1e-6"}. */
    private static JsonNode literal(JsonNode value) {
        if (!value.isTextual()) {
            return value;
        }
        String text = value.asText().strip();
        boolean tuple = text.startsWith("(") && text.endsWith(")");
        try {
            return JSON.readTree(tuple ? "[" + text.substring(1, text.length() - 1) + "]" : text);
        } catch (JsonProcessingException e) {
            return value;
        }
    }

    /** Images of the position embedding are square. */
    private static JsonNode side(JsonNode size) {
        JsonNode literal = literal(size);
        return literal.isArray() ? literal.get(0) : literal;
    }
}
