// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.encoder.hr;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.skysense.api.config.Settings;
import io.skysense.api.config.SettingsException;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * The shape of a Swin Transformer V2, in the reference's names.
 *
 * @param arch the size that the other fields default to
 * @param embedDims channels C of the first stage; each stage after it has twice those before
 * @param depths blocks of each stage
 * @param numHeads attention heads of each stage; they divide its channels
 * @param windowSize side of an attention window in tokens
 * @param patchSize side of a patch in pixels
 * @param mlpRatio hidden channels of the MLP over channels
 * @param dropPathRate stochastic depth of the last block; it grows evenly from 0 in the first
 * @param extraNorm a norm after every so many blocks of a stage; 0 for none
 * @param outIndices stages whose normalised features are given out
 * @param vocabularySize entries of the vocabulary of annotations besides the background; 0 if none are read
 * @param mergeStage stages after which image and annotation are averaged
 * @param useAttn whether all tokens see one another after every stage but the last
 * @param attnProjDims channels of that attention in each of these stages; empty for the greatest powers of two that are
 *     not above the stages' channels
 * @param attnNumHeads its heads, the same in each stage; 0 for one for 16 channels of the first
 * @param frozenBlocks the patch embedding and as many blocks, with the downsampling among them, are not trained; 0 for
 *     none
 */
record SwinV2Settings(
        String arch,
        @JsonProperty("embed_dims") int embedDims,
        List<Integer> depths,
        @JsonProperty("num_heads") List<Integer> numHeads,
        @JsonProperty("window_size") int windowSize,
        @JsonProperty("patch_size") int patchSize,
        @JsonProperty("mlp_ratio") int mlpRatio,
        @JsonProperty("drop_path_rate") double dropPathRate,
        @JsonProperty("extra_norm_every_n_blocks") int extraNorm,
        @JsonProperty("out_indices") List<Integer> outIndices,
        @JsonProperty("vocabulary_size") int vocabularySize,
        @JsonProperty("merge_stage") int mergeStage,
        @JsonProperty("use_attn") boolean useAttn,
        @JsonProperty("attn_proj_dims") List<Integer> attnProjDims,
        @JsonProperty("attn_num_heads") int attnNumHeads,
        @JsonProperty("frozen_blocks") int frozenBlocks) {

    private static final int HEAD_CHANNELS = 16;

    private static final String DEFAULT = "tiny";

    /** Liu et al. 2022, table 1, for tiny, small and base; huge is SkySense's; nano trains on two cores. */
    private static final Map<String, SwinV2Settings> SIZES = Map.of(
            "nano", size("nano", 48, List.of(2, 2, 4, 2), List.of(2, 4, 8, 16), 0.05, 0),
            "tiny", size("tiny", 96, List.of(2, 2, 6, 2), List.of(3, 6, 12, 24), 0.2, 0),
            "small", size("small", 96, List.of(2, 2, 18, 2), List.of(3, 6, 12, 24), 0.3, 0),
            "base", size("base", 128, List.of(2, 2, 18, 2), List.of(4, 8, 16, 32), 0.5, 0),
            "huge", size("huge", 352, List.of(2, 2, 18, 2), List.of(8, 16, 32, 64), 0.2, 6));

    SwinV2Settings {
        depths = List.copyOf(depths);
        numHeads = List.copyOf(numHeads);
        outIndices = List.copyOf(outIndices);
        attnProjDims = List.copyOf(attnProjDims);
        require(embedDims > 0 && patchSize > 0 && mlpRatio > 0, "embed_dims, patch_size and mlp_ratio must be above 0");
        require(!depths.isEmpty() && depths.stream().allMatch(d -> d > 0), "depths must be numbers above 0");
        require(numHeads.size() == depths.size(), "num_heads must have one number a stage, " + depths.size());
        require(windowSize >= 2, "window_size must be at least 2");
        require(dropPathRate >= 0 && dropPathRate < 1, "drop_path_rate must be in [0, 1)");
        require(extraNorm >= 0, "extra_norm_every_n_blocks must be at least 0");
        List<Integer> sorted = outIndices.stream().distinct().sorted().toList();
        require(
                !sorted.isEmpty()
                        && sorted.equals(outIndices)
                        && sorted.get(0) >= 0
                        && sorted.get(sorted.size() - 1) < depths.size(),
                "out_indices must be stages from 0 to " + (depths.size() - 1) + ", ascending");
        for (int s = 0; s < depths.size(); s++) {
            int channels = embedDims << s;
            int heads = numHeads.get(s);
            require(
                    heads > 0 && channels % heads == 0,
                    "num_heads: " + heads + " heads do not divide the " + channels + " channels of stage " + s);
        }
        int blocks = blocks(depths, depths.size());
        require(frozenBlocks >= 0 && frozenBlocks <= blocks, "frozen_blocks must be from 0 to " + blocks);
        requireAnnotations(depths.size(), vocabularySize, mergeStage);
        if (useAttn) {
            requireAttention(depths.size() - 1, embedDims, attnProjDims, attnNumHeads);
        }
    }

    /**
     * Binds settings over the defaults of the size that their key {@code arch} names.
     *
     * @param settings the preset's part for the encoder
     * @return the shape
     * @throws SettingsException for an unknown size or key, or a value out of range
     */
    static SwinV2Settings bind(Settings settings) {
        String arch = settings.text("arch", DEFAULT);
        SwinV2Settings size = SIZES.get(arch);
        if (size == null) {
            throw settings.refuse(
                    "arch", "unknown size " + arch + "; known: " + String.join(", ", new TreeSet<>(SIZES.keySet())));
        }
        return settings.over(size);
    }

    /** {@return channels of a stage} */
    int channels(int stage) {
        return embedDims << stage;
    }

    /** {@return pixels a token of a stage} */
    int stride(int stage) {
        return patchSize << stage;
    }

    /** {@return blocks in the stages before one} */
    int blocksBefore(int stage) {
        return blocks(depths, stage);
    }

    /** {@return whether an annotation still stands beside its image when a stage has ended} */
    boolean besideAtEnd(int stage) {
        return stage < mergeStage - 1;
    }

    /** {@return channels of the attention after a stage} */
    int attentionWidth(int stage) {
        return attentionWidth(embedDims, attnProjDims, stage);
    }

    /** {@return heads of the attention after every stage} */
    int attentionHeads() {
        return attentionHeads(embedDims, attnProjDims, attnNumHeads);
    }

    /** {@return the probability with which a sample skips a branch of each block, in order} */
    double[] dropPath() {
        int blocks = blocksBefore(depths.size());
        return IntStream.range(0, blocks)
                .mapToDouble(i -> blocks == 1 ? 0 : dropPathRate * i / (blocks - 1))
                .toArray();
    }

    /** {@return whether a block of a stage ends with a norm of its own} */
    boolean hasExtraNorm(int block) {
        return extraNorm > 0 && (block + 1) % extraNorm == 0;
    }

    private static SwinV2Settings size(
            String arch, int embedDims, List<Integer> depths, List<Integer> heads, double dropPath, int extraNorm) {
        return new SwinV2Settings(
                arch,
                embedDims,
                depths,
                heads,
                8,
                4,
                4,
                dropPath,
                extraNorm,
                List.of(0, 1, 2, 3),
                0,
                2,
                false,
                List.of(),
                0,
                0);
    }

    private static int blocks(List<Integer> depths, int stages) {
        return depths.subList(0, stages).stream().mapToInt(Integer::intValue).sum();
    }

    private static int attentionWidth(int embedDims, List<Integer> widths, int stage) {
        return widths.isEmpty() ? Integer.highestOneBit(embedDims << stage) : widths.get(stage);
    }

    private static int attentionHeads(int embedDims, List<Integer> widths, int heads) {
        return heads > 0 ? heads : Math.max(1, attentionWidth(embedDims, widths, 0) / HEAD_CHANNELS);
    }

    private static void requireAnnotations(int stages, int vocabulary, int mergeStage) {
        require(vocabulary >= 0, "vocabulary_size must be at least 0");
        require(
                vocabulary == 0 || mergeStage >= 1 && mergeStage <= stages,
                "merge_stage must be from 1 to " + stages + ", not " + mergeStage);
    }

    private static void requireAttention(int stages, int embedDims, List<Integer> widths, int heads) {
        require(stages > 0, "use_attn needs at least two stages");
        require(
                widths.isEmpty() || widths.size() == stages,
                "attn_proj_dims must have one number a stage but the last, " + stages);
        require(heads >= 0, "attn_num_heads must be at least 0");
        int divisor = attentionHeads(embedDims, widths, heads);
        for (int s = 0; s < stages; s++) {
            int width = attentionWidth(embedDims, widths, s);
            require(
                    width > 0 && width % divisor == 0,
                    "attn_num_heads: " + divisor + " heads do not divide the " + width
                            + " channels of attn_proj_dims after stage " + s);
        }
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
