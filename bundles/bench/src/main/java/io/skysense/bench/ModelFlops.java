// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.bench;

import ai.djl.ndarray.types.Shape;
import io.skysense.api.model.ParameterInfo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Floating-point operations of a forward pass of the in-context model on one pair, by part: two for every weight and
 * position it is applied at, and those of the attentions.
 */
final class ModelFlops {

    private static final int PATCH = 4;
    private static final int WINDOW = 64;
    /** Pixels of the hr grid a position of completion and fusion. */
    private static final int POSITION = 32;

    private static final Pattern STAGE = Pattern.compile("backbone_hr\\.stages\\.(\\d+)\\.(blocks|downsample)\\..*");
    private static final Pattern GLOBAL = Pattern.compile("backbone_hr\\.attn(\\d+)\\..*");
    private static final Pattern LAYER = Pattern.compile("backbone_(s2|s1)\\.layers\\.(\\d+)\\..*");
    private static final Pattern COMPLETION = Pattern.compile("modality_vae\\.vae_[^.]+\\.([^.]+)\\..*");
    private static final Pattern LEVEL = Pattern.compile("head_rec_hr\\.(?:lateral_convs|fpn_convs)\\.(\\d+)\\..*");

    private final long height;
    private final long width;
    private final int mergeStage;
    private final int mergeLayer;
    private final Map<String, Double> flops = new LinkedHashMap<>();

    /**
     * @param height H of the pair in pixels
     * @param width W of the pair in pixels
     * @param mergeStage stages after which image and annotation of hr are averaged
     * @param mergeLayer layers after which those of s2 and s1 are
     */
    ModelFlops(long height, long width, int mergeStage, int mergeLayer) {
        this.height = height;
        this.width = width;
        this.mergeStage = mergeStage;
        this.mergeLayer = mergeLayer;
    }

    /** {@return operations by part, as {@link PartClock} names them} */
    Map<String, Double> of(List<ParameterInfo> parameters) {
        flops.clear();
        for (ParameterInfo parameter : parameters) {
            Shape shape = parameter.shape();
            boolean matrix = shape.dimension() == 2 || shape.dimension() == 4;
            if (matrix && !parameter.name().matches(".*(token|cpb_mlp|vocabulary|gamma|pos_embed).*")) {
                weight(parameter.name(), shape);
            }
        }
        return flops;
    }

    private void weight(String name, Shape shape) {
        double twice = 2.0 * shape.size();
        Matcher stage = STAGE.matcher(name);
        Matcher global = GLOBAL.matcher(name);
        Matcher layer = LAYER.matcher(name);
        Matcher completion = COMPLETION.matcher(name);
        Matcher level = LEVEL.matcher(name);
        if (name.startsWith("backbone_hr.patch_embed")) {
            add("hr", twice * tokens(0));
        } else if (stage.matches()) {
            int s = Integer.parseInt(stage.group(1));
            double count = tokens(s) * (s < mergeStage ? 2 : 1);
            add("hr", twice * count);
            if (name.endsWith("w_msa.proj.weight")) {
                add("hr", 4.0 * count * WINDOW * shape.get(0));
            }
        } else if (global.matches()) {
            int s = Integer.parseInt(global.group(1)) - 1;
            double count = tokens(s) * (s < mergeStage - 1 ? 2 : 1);
            add("hr", twice * count);
            if (name.endsWith("out_proj.weight")) {
                add("hr", 4.0 * count * count * shape.get(0));
            }
        } else if (layer.matches()) {
            double count = positions() / (PATCH * PATCH) * (Integer.parseInt(layer.group(2)) < mergeLayer ? 2 : 1);
            add(layer.group(1), twice * count);
            if (name.endsWith("out_proj.weight")) {
                add(layer.group(1), 4.0 * count * count * shape.get(0));
            }
        } else if (name.startsWith("head_s") || name.startsWith("backbone_s")) {
            add(name.replaceFirst("[a-z]+_(s\\d).*", "$1"), twice * positions() / (PATCH * PATCH));
        } else if (name.startsWith("fusion.")) {
            boolean projection = name.contains("porj_linear");
            add("fusion", twice * positions() * (projection ? 3 : 4));
            if (name.endsWith("out_proj.weight")) {
                add("fusion", 4.0 * 4 * 4 * shape.get(0) * positions());
            }
        } else if (completion.matches()) {
            add("vae", twice * positions() / shrunk(completion.group(1)));
        } else if (name.startsWith("head_rec_hr.psp")) {
            add("uper", twice);
        } else if (level.matches()) {
            add("uper", twice * tokens(Integer.parseInt(level.group(1))));
        } else if (name.startsWith("head_rec_hr.bottleneck")) {
            add("uper", twice * positions());
        } else if (name.startsWith("head_rec_hr.fpn_bottleneck")) {
            // Each of the five levels is convolved at its own pixels, whatever size it is enlarged to.
            add("uper", twice / 5 * (tokens(0) + tokens(1) + tokens(2) + tokens(3) + positions()));
        } else if (name.startsWith("head_rec_hr.")) {
            add("uper", twice * tokens(0));
        }
    }

    /** By how much the grid of a completion's layer is smaller than its input's. */
    private static int shrunk(String layer) {
        return switch (layer) {
            case "enc_block2", "dec_block1" -> 4;
            case "logit_conv", "codebook", "conv2" -> 16;
            default -> 1;
        };
    }

    private double tokens(int stage) {
        return (double) (height / PATCH >> stage) * (width / PATCH >> stage);
    }

    private double positions() {
        return (double) (height / POSITION) * (width / POSITION);
    }

    private void add(String part, double operations) {
        flops.merge(part, operations, Double::sum);
    }
}
