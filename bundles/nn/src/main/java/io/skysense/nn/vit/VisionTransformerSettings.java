// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.nn.vit;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.skysense.api.config.Settings;
import io.skysense.api.config.SettingsException;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The shape of a vision transformer, in the reference's names.
 *
 * @param arch the size that the other fields default to
 * @param imgSize side in pixels of the images that the position embedding is made for
 * @param patchSize side of a patch in pixels
 * @param embedDims channels C of a token
 * @param numLayers transformer layers
 * @param numHeads attention heads; they divide the channels
 * @param mlpRatio hidden channels of the MLP over channels
 * @param qkvBias whether the products of the attention have a bias
 * @param dropPathRate stochastic depth of the last layer; it grows evenly from 0 in the first
 * @param outIndices layers whose tokens are given out
 * @param vocabularySize entries of the vocabulary of annotations besides the background; 0 if none are read
 * @param mergeStage layers after which image and annotation are averaged
 * @param frozenBlocks the patch embedding and as many layers are not trained; 0 for none
 * @param dropRate probability to drop an element of a token in training, after the position embedding, the attention and
 *     each layer of the MLP
 */
public record VisionTransformerSettings(
        String arch,
        @JsonProperty("img_size") int imgSize,
        @JsonProperty("patch_size") int patchSize,
        @JsonProperty("embed_dims") int embedDims,
        @JsonProperty("num_layers") int numLayers,
        @JsonProperty("num_heads") int numHeads,
        @JsonProperty("mlp_ratio") int mlpRatio,
        @JsonProperty("qkv_bias") boolean qkvBias,
        @JsonProperty("drop_path_rate") double dropPathRate,
        @JsonProperty("out_indices") List<Integer> outIndices,
        @JsonProperty("vocabulary_size") int vocabularySize,
        @JsonProperty("merge_stage") int mergeStage,
        @JsonProperty("frozen_blocks") int frozenBlocks,
        @JsonProperty("drop_rate") double dropRate) {

    private static final String DEFAULT = "large";

    /** Dosovitskiy et al. 2021 and Touvron et al. 2021 for tiny to large, which is SkySense's; nano is for tests. */
    private static final Map<String, VisionTransformerSettings> SIZES = Map.of(
            "nano", size("nano", 64, 4, 2, 0, List.of(0, 1, 2, 3), 1),
            "tiny", size("tiny", 192, 12, 3, 0, List.of(2, 5, 8, 11), 2),
            "small", size("small", 384, 12, 6, 0.1, List.of(2, 5, 8, 11), 2),
            "base", size("base", 768, 12, 12, 0.1, List.of(2, 5, 8, 11), 2),
            "large", size("large", 1024, 24, 16, 0.3, List.of(5, 11, 17, 23), 4));

    /**
     * Without dropout.
     *
     * @param arch the size that the other fields default to
     * @param imgSize side in pixels of the images that the position embedding is made for
     * @param patchSize side of a patch in pixels
     * @param embedDims channels C of a token
     * @param numLayers transformer layers
     * @param numHeads attention heads; they divide the channels
     * @param mlpRatio hidden channels of the MLP over channels
     * @param qkvBias whether the products of the attention have a bias
     * @param dropPathRate stochastic depth of the last layer
     * @param outIndices layers whose tokens are given out
     * @param vocabularySize entries of the vocabulary of annotations besides the background; 0 if none are read
     * @param mergeStage layers after which image and annotation are averaged
     * @param frozenBlocks the patch embedding and as many layers are not trained; 0 for none
     */
    public VisionTransformerSettings(
            String arch,
            int imgSize,
            int patchSize,
            int embedDims,
            int numLayers,
            int numHeads,
            int mlpRatio,
            boolean qkvBias,
            double dropPathRate,
            List<Integer> outIndices,
            int vocabularySize,
            int mergeStage,
            int frozenBlocks) {
        this(
                arch,
                imgSize,
                patchSize,
                embedDims,
                numLayers,
                numHeads,
                mlpRatio,
                qkvBias,
                dropPathRate,
                outIndices,
                vocabularySize,
                mergeStage,
                frozenBlocks,
                0);
    }

    /** Checks that the numbers fit together. */
    public VisionTransformerSettings {
        outIndices = List.copyOf(outIndices);
        require(patchSize > 0 && mlpRatio > 0 && numLayers > 0, "patch_size, mlp_ratio and num_layers must be above 0");
        require(
                imgSize > 0 && imgSize % patchSize == 0,
                "img_size " + imgSize + " must be a multiple of patch_size, " + patchSize);
        require(
                numHeads > 0 && embedDims > 0 && embedDims % numHeads == 0,
                "num_heads: " + numHeads + " heads do not divide embed_dims, " + embedDims);
        require(dropPathRate >= 0 && dropPathRate < 1, "drop_path_rate must be in [0, 1)");
        require(dropRate >= 0 && dropRate < 1, "drop_rate must be in [0, 1)");
        List<Integer> sorted = outIndices.stream().distinct().sorted().toList();
        require(
                !sorted.isEmpty()
                        && sorted.equals(outIndices)
                        && sorted.get(0) >= 0
                        && sorted.get(sorted.size() - 1) < numLayers,
                "out_indices must be layers from 0 to " + (numLayers - 1) + ", ascending");
        require(vocabularySize >= 0, "vocabulary_size must be at least 0");
        require(
                vocabularySize == 0 || mergeStage >= 1 && mergeStage <= numLayers,
                "merge_stage must be from 1 to " + numLayers + ", not " + mergeStage);
        require(frozenBlocks >= 0 && frozenBlocks <= numLayers, "frozen_blocks must be from 0 to " + numLayers);
    }

    /**
     * Binds settings over the defaults of the size that their key {@code arch} names.
     *
     * @param settings the preset's part for the encoder
     * @return the shape
     * @throws SettingsException for an unknown size or key, or a value out of range
     */
    public static VisionTransformerSettings bind(Settings settings) {
        String arch = settings.text("arch", DEFAULT);
        VisionTransformerSettings size = SIZES.get(arch);
        if (size == null) {
            throw settings.refuse(
                    "arch", "unknown size " + arch + "; known: " + String.join(", ", new TreeSet<>(SIZES.keySet())));
        }
        return settings.over(size);
    }

    /**
     * Stochastic depth of a layer.
     *
     * @param layer its place
     * @return the probability with which a sample skips its MLP in training
     */
    public double dropPath(int layer) {
        return numLayers == 1 ? 0 : dropPathRate * layer / (numLayers - 1);
    }

    private static VisionTransformerSettings size(
            String arch, int channels, int layers, int heads, double dropPath, List<Integer> out, int mergeStage) {
        return new VisionTransformerSettings(
                arch, 16, 4, channels, layers, heads, 4, true, dropPath, out, 0, mergeStage, 0);
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
