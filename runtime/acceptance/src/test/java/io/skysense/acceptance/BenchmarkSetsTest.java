// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.acceptance;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skysense.dataset.c2seg.bw.C2SegBwCopy;
import io.skysense.dataset.dsifn.cd.DsifnCopy;
import io.skysense.dataset.gvlm.GvlmCopy;
import io.skysense.dataset.kenya.wildlife.KenyaCopy;
import io.skysense.dataset.pollution.PollutionCopy;
import io.skysense.dataset.treesatai.ts.TreesataiCopy;
import io.skysense.dataset.xbd.XbdCopy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The presets of the benchmark sets on tiny copies, with models that are small enough; all in one shell. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BenchmarkSetsTest {

    private static final List<String> SHORT = List.of(
            "device=cpu",
            "precision=fp32",
            "data.batch=2",
            "data.threads=1",
            "schedule.warmup=0",
            "train.steps=2",
            "train.accumulate=1",
            "train.validateEvery=2",
            "train.checkpointEvery=2");

    private static final List<String> AERIAL =
            List.of("encoders.hr.arch=nano", "encoders.hr.embed_dims=16", "data.crop=32");

    private static final List<String> SENTINELS = List.of(
            "encoders.s2.arch=nano",
            "encoders.s1.arch=nano",
            "backbone.fusion.embed_dims=32",
            "backbone.fusion.num_layers=1",
            "backbone.fusion.num_heads=2",
            "backbone.modality_vae.conv_dim=16",
            "backbone.modality_vae.z_dim=16",
            "backbone.modality_vae.n_codebook=32");

    private Path folder;
    private String output;

    @BeforeAll
    void trainThemAll(@TempDir Path temporary) throws Exception {
        folder = temporary;
        makeCopies(Files.createDirectory(folder.resolve("data")));
        Command shell = Command.shell(
                folder,
                List.of(
                        train(
                                "treesatai-ts",
                                SENTINELS,
                                List.of(
                                        "encoders.hr.arch=nano",
                                        "encoders.hr.embed_dims=16",
                                        // Attention over all tokens of a whole patch takes longest by far.
                                        "encoders.hr.use_attn=false",
                                        "data.crop=128")),
                        train("3pollution", SENTINELS, List.of("backbone.input_dims=32", "data.crop=16")),
                        train("kenya-wildlife", AERIAL, List.of("head.feat_channels=32", "head.stacked_convs=1")),
                        train(
                                "c2seg-bw",
                                SENTINELS,
                                List.of(
                                        "backbone.input_dims=32",
                                        "data.crop=32",
                                        "head.channels=16",
                                        "head.auxiliary.channels=16")),
                        train("dsifn-cd", AERIAL, List.of("head.channels=16")),
                        train("gvlm", AERIAL, List.of("head.channels=16")),
                        train("xbd", AERIAL, List.of("head.channels=16"))));
        output = shell.output();
    }

    private static void makeCopies(Path data) throws IOException {
        TreesataiCopy.make(data);
        PollutionCopy.make(data);
        KenyaCopy.make(data);
        C2SegBwCopy.make(data);
        DsifnCopy.make(data);
        GvlmCopy.make(data);
        XbdCopy.make(data);
    }

    private static String train(String name, List<String> size, List<String> own) {
        List<String> line =
                new ArrayList<>(List.of("train", "--preset", "finetune-" + name, "--data", "data", "--out", name));
        Stream.of(SHORT, size, own).flatMap(List::stream).forEach(change -> line.addAll(List.of("--set", change)));
        return String.join(" ", line);
    }

    @ParameterizedTest
    @CsvSource({
        "treesatai-ts, meanAveragePrecision",
        "3pollution, r2",
        "kenya-wildlife, ap50",
        "c2seg-bw, meanIoU",
        "dsifn-cd, changeF1",
        "gvlm, changeF1",
        "xbd, meanF1"
    })
    void aPresetLearnsFromItsSetAndIsJudged(String name, String figure) throws IOException {
        Path figures = folder.resolve(name).resolve("metrics.json");

        assertTrue(Files.exists(figures), output);
        String said = Files.readString(figures);
        assertTrue(said.contains("\"" + figure + "\""), said);
        String lines = Files.readString(folder.resolve(name).resolve("metrics.csv"));
        assertTrue(lines.contains("2,train/loss,"), lines);
    }
}
