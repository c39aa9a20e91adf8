// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.trainer.incontext;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.skysense.api.config.SettingsException;
import io.skysense.api.data.DatasetException;
import io.skysense.api.progress.Progress;
import io.skysense.api.train.EvaluationRequest;
import io.skysense.api.train.TrainResult;
import io.skysense.checkpoint.CheckpointFile;
import io.skysense.checkpoint.Manifest;
import io.skysense.checkpoint.MetricsLog.Row;
import io.skysense.checkpoint.RunFolder;
import io.skysense.trainer.tiny.TinyPlatform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PretrainingTest {

    private final TinyPlatform platform = new TinyPlatform();
    private final List<String> notes = new ArrayList<>();
    private final Progress noting = new Progress() {
        @Override
        public void note(String line) {
            notes.add(line);
        }
    };

    @TempDir
    Path folder;

    @AfterEach
    void everyLeaseIsGivenBack() {
        assertEquals(0, platform.leases());
    }

    private TrainResult pretrain(Path data, String... changes) throws IOException {
        return platform.trainer().train(TinyPlatform.context(changes), data, folder.resolve("run"), noting);
    }

    @Test
    void aRunLearnsAndSaysWhatItGainedOverTheUntrainedModel() throws IOException {
        TrainResult result = pretrain(TinyPlatform.scenes(folder), "train.steps", "60", "train.validateEvery", "20");

        assertTrue(result.complete());
        Map<String, Double> values = result.best().orElseThrow().values();
        assertTrue(values.get("meanIoU") > values.get("untrainedMeanIoU"), values::toString);
        assertTrue(values.get("constantMeanIoU") > 0.2 && values.get("constantMeanIoU") <= 0.5, values::toString);
        assertEquals(
                List.of("scenes-a", "scenes-b", "scenes-a/dark", "scenes-a/bright", "scenes-b/dark", "scenes-b/bright"),
                List.copyOf(result.best().orElseThrow().perClass().keySet()));
        JsonNode written =
                new JsonMapper().readTree(folder.resolve("run/metrics.json").toFile());
        assertEquals(
                values.get("meanIoU"), written.get("figures").get("meanIoU").asDouble());
        assertEquals(60, written.get("steps").asInt());
        assertTrue(written.get("perClass").get("scenes-a").has("untrainedMeanIoU"));
    }

    @Test
    void lossesAreLoggedApartAndTheUntrainedModelAtStepZero() throws IOException {
        pretrain(TinyPlatform.scenes(folder));
        try (RunFolder run = RunFolder.open(folder.resolve("run"))) {
            Map<String, List<Row>> rows = run.figures().stream().collect(Collectors.groupingBy(Row::name));
            assertEquals(20, rows.get("train/loss/reconstruction").size());
            assertEquals(20, rows.get("train/loss/completion").size());
            assertEquals(
                    List.of(0L, 10L, 20L),
                    rows.get("validation/meanIoU").stream().map(Row::step).toList());
            assertEquals(3, rows.get("validation/IoU/scenes-b/bright").size());
            assertEquals(
                    1,
                    rows.get("validation/constantMeanIoU").stream()
                            .map(Row::value)
                            .distinct()
                            .count());
        }
    }

    @Test
    void thePositionInTheSamplerIsInTheCheckpoint() throws IOException {
        pretrain(TinyPlatform.scenes(folder), "train.steps", "7");
        try (RunFolder run = RunFolder.open(folder.resolve("run"));
                CheckpointFile last = run.checkpoints().latest().checkpoint()) {
            // 2 datasets of 2 classes, each 5 times an epoch; 4 collages a step.
            assertEquals(1, last.state().epoch());
            assertEquals(8, last.state().position());
        }
    }

    @Test
    void theManifestHasWhatDecidesTheRun() throws IOException {
        pretrain(TinyPlatform.scenes(folder), "train.steps", "1");
        try (RunFolder run = RunFolder.open(folder.resolve("run"))) {
            Manifest manifest = run.manifest();
            assertEquals(4, manifest.lists().size());
            manifest.lists().values().forEach(digest -> assertTrue(digest.matches("[0-9a-f]{64}"), digest));
            assertEquals(List.of(), manifest.preset().context().datasets(), "as it was given");
            assertEquals(List.of("scenes-a", "scenes-b"), run.preset().context().datasets(), "as it was settled");
            assertTrue(manifest.bundles().containsKey("tiny.dataset"));
            assertTrue(
                    manifest.machine().keySet().containsAll(List.of("cpu", "processors", "memoryBytes", "os", "java")));
        }
    }

    @Test
    void memoryIsToldBeforeAnythingIsAllocated() throws IOException {
        pretrain(TinyPlatform.scenes(folder), "train.steps", "1");
        assertTrue(notes.get(0).startsWith("training takes about 0."), notes.get(0));
        assertTrue(notes.get(0).contains("gradients and moments"), notes.get(0));
    }

    @Test
    void aListThatHasChangedIsNamedWhenARunGoesOn() throws IOException {
        Path data = TinyPlatform.scenes(folder);
        pretrain(data, "train.steps", "2");
        Path list = data.resolve("scenes-b/scenes-b_train.json");
        Files.writeString(list, "4");
        platform.trainer().resume(folder.resolve("run"), noting);
        assertTrue(notes.contains(list + ": has changed since the run began; it goes on with other samples"));
    }

    @Test
    void aDatasetWithoutValidationListIsTrainedOnAndNotJudged() throws IOException {
        Path data = TinyPlatform.scenes(folder);
        Files.delete(data.resolve("scenes-b/scenes-b_val.json"));
        TrainResult result = pretrain(data, "train.steps", "2");
        assertFalse(result.best().orElseThrow().perClass().containsKey("scenes-b"));
    }

    @Test
    void aRunWithoutHeadIsNeitherEvaluatedNorOpenedToPredict() throws IOException {
        pretrain(TinyPlatform.scenes(folder), "train.steps", "1");
        Path run = folder.resolve("run");
        EvaluationRequest request = new EvaluationRequest(run, Optional.empty(), Optional.empty());
        var e = assertThrows(
                DatasetException.class, () -> platform.evaluator().evaluate(request, seen -> {}, Progress.NONE));
        assertTrue(e.getMessage().startsWith(run + ": a pretraining run has no head"), e.getMessage());
    }

    @Test
    void aFolderWithoutDatasetsIsNamed() throws IOException {
        Path data = Files.createDirectories(folder.resolve("data"));
        var e = assertThrows(DatasetException.class, () -> pretrain(data));
        assertEquals(data + ": no list file <dataset>_train.json", e.getMessage());
        assertFalse(Files.exists(folder.resolve("run")));
    }

    @Test
    void aModelOfOtherBandsIsRefusedBeforeAnythingIsBuilt() throws IOException {
        Path data = TinyPlatform.scenes(folder);
        var e = assertThrows(SettingsException.class, () -> pretrain(data, "encoders.hr.in_channels", "4"));
        assertEquals("encoders.hr.in_channels: 4, but the dataset scenes-a has 3 bands", e.getMessage());
    }
}
