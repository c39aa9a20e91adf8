// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.trainer.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.skysense.api.data.DatasetException;
import io.skysense.api.progress.Progress;
import io.skysense.api.train.Preset;
import io.skysense.api.train.TrainResult;
import io.skysense.checkpoint.ArrayGroup;
import io.skysense.checkpoint.CheckpointException;
import io.skysense.checkpoint.CheckpointFile;
import io.skysense.checkpoint.MetricsLog;
import io.skysense.checkpoint.MetricsLog.Row;
import io.skysense.checkpoint.ModelCard;
import io.skysense.checkpoint.RunFolder;
import io.skysense.checkpoint.TrainingState;
import io.skysense.engine.Torch;
import io.skysense.trainer.step.DivergedException;
import io.skysense.trainer.tiny.TinyDataset;
import io.skysense.trainer.tiny.TinyPlatform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunTrainerTest {

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

    private TrainResult train(String... changes) throws IOException {
        return train("7", "3", changes);
    }

    private TrainResult train(String train, String val, String[] changes) throws IOException {
        Path data = TinyPlatform.data(folder, train, val);
        return platform.trainer().train(TinyPlatform.preset(changes), data, folder.resolve("run"), noting);
    }

    @Test
    void aRunLearnsAndKeepsWhatAPersonAsksFor() throws IOException {
        TrainResult result = train("train.steps", "60", "train.checkpointEvery", "0");
        assertTrue(result.complete());
        assertEquals(60, result.step());
        double accuracy = result.best().orElseThrow().values().get("overallAccuracy");
        assertTrue(accuracy > 0.75, "accuracy " + accuracy);
        assertTrue(notes.stream().anyMatch(n -> n.startsWith("step 10: overallAccuracy ")), notes::toString);
        try (RunFolder run = RunFolder.open(folder.resolve("run"))) {
            assertEquals(2, run.checkpoints().files().size(), "the last two are kept");
            try (var best = run.weights()) {
                assertEquals(result.bestStep(), best.card().step());
                assertEquals(accuracy, best.card().figures().get("overallAccuracy"));
            }
            Map<String, List<Row>> rows = run.figures().stream().collect(Collectors.groupingBy(Row::name));
            assertEquals(60, rows.get("train/loss").size());
            assertEquals(60, rows.get("train/loss/auxiliary").size());
            assertEquals(6, rows.get("validation/overallAccuracy").size());
            assertEquals(0, rows.get("train/lr").get(0).value(), "the warm-up begins at 0");
            double shares = rows.entrySet().stream()
                    .filter(e -> e.getKey().startsWith("time/")
                            && !e.getKey().equals("time/step")
                            && !e.getKey().equals("time/validation"))
                    .mapToDouble(e -> e.getValue().get(0).value())
                    .sum();
            assertEquals(1, shares, 1e-9);
        }
    }

    @Test
    void aFolderThatIsInUseForSomethingElseIsRefused() throws IOException {
        Path data = TinyPlatform.data(folder, "7", "3");
        Path run = Files.createDirectories(folder.resolve("run"));
        Files.writeString(run.resolve("thesis.txt"), "mine");
        var e = assertThrows(
                CheckpointException.class, () -> platform.trainer().train(TinyPlatform.preset(), data, run, noting));
        assertEquals(run + ": not empty, and not a run; name an empty or a new folder", e.getMessage());
    }

    @Test
    void aFolderThatCannotBeMadeIsNamed() throws IOException {
        Path data = TinyPlatform.data(folder, "7", "3");
        Path file = Files.writeString(folder.resolve("file"), "");
        var e = assertThrows(
                CheckpointException.class,
                () -> platform.trainer().train(TinyPlatform.preset(), data, file.resolve("run"), noting));
        assertTrue(e.getMessage().startsWith(file.resolve("run").toString()), e.getMessage());
        assertFalse(e.getMessage().contains("\n"));
    }

    @Test
    void aSampleThatCannotBeReadEndsTheRunAndIsNamed() {
        var e = assertThrows(DatasetException.class, () -> train("4 broken", "3", new String[0]));
        assertEquals("train-3: the file is truncated", e.getMessage());
    }

    @Test
    void aValidationListThatIsMissingIsFoundBeforeTheFirstStep() {
        var e = assertThrows(DatasetException.class, () -> train("data.validation", "test"));
        assertTrue(e.getMessage().endsWith("tiny_test.json: no such list file"), e.getMessage());
        assertFalse(Files.exists(folder.resolve("run")));
    }

    @Test
    void aLossThatIsNotFiniteEndsTheRunAndNamesStepAndSamples() {
        var e = assertThrows(DivergedException.class, () -> train("optimizer.lr", "1e30", "schedule.warmup", "0"));
        assertTrue(e.getMessage().matches("step [12]: the .*\\(samples train-\\d.*"), e.getMessage());
    }

    @Test
    void anEpochWithoutAnyLabelEndsTheRun() {
        // The last of a list of one is the only one.
        var e = assertThrows(DatasetException.class, () -> train("1 unlabelled", "2", new String[0]));
        assertTrue(e.getMessage().startsWith("split train: none of the 4 samples seen"), e.getMessage());
    }

    @Test
    void aSampleWithoutLabelAmongOthersTrainsNothing() throws IOException {
        String[] changes = {"train.accumulate", "1", "data.batch", "1", "train.steps", "8"};
        assertTrue(train("4 unlabelled", "2", changes).complete());
        long unlabelled = MetricsLog.read(folder.resolve("run/metrics.csv")).stream()
                .filter(r -> r.name().equals("train/gradNorm") && r.value() == 0)
                .count();
        assertEquals(2, unlabelled, "once an epoch");
    }

    @Test
    void aRunWithoutProgressStopsWhenPatienceEnds() throws IOException {
        TrainResult result = train("optimizer.lr", "1e-30", "train.patience", "2");
        assertTrue(result.complete());
        assertEquals(30, result.step());
        assertEquals(10, result.bestStep());
        Files.move(folder.resolve("run"), folder.resolve("patient"));
        result = train("optimizer.lr", "1e-30", "train.patience", "1");
        assertEquals(20, result.step());
        assertTrue(notes.get(notes.size() - 1).startsWith("stopped early: 1 validations"), notes::toString);
        assertTrue(platform.trainer().resume(folder.resolve("run"), noting).complete());
    }

    @Test
    void minutesBecomeStepsOnceAndAreWrittenDown() throws IOException {
        train("train.steps", "0", "train.minutes", "0.02", "train.checkpointEvery", "0");
        try (RunFolder run = RunFolder.open(folder.resolve("run"))) {
            Preset settled = run.preset();
            assertTrue(settled.train().steps() > 0);
            assertEquals(0, settled.train().minutes());
            try (CheckpointFile last = run.checkpoints().latest().checkpoint()) {
                assertEquals(settled.train().steps(), last.state().step());
            }
        }
    }

    @Test
    void stepsFillTheTimeThatValidationsLeave() {
        Pace pace = new Pace(0.5, 4);
        var tenth = TinyPlatform.preset("train.validateEvery", "0").train();
        assertEquals((600 - 40) * 2, pace.steps(600, tenth));
        var every8 = TinyPlatform.preset("train.validateEvery", "8").train();
        assertEquals(600, pace.steps(600, every8));
        assertEquals(1, pace.steps(3, tenth));
    }

    @Test
    void aDamagedCheckpointIsPassedOverForTheOneBefore() throws IOException {
        train("train.steps", "12");
        Path whole = Files.move(folder.resolve("run"), folder.resolve("whole"));
        train("train.steps", "12");
        Path run = folder.resolve("run");
        Path newest = Bits.newest(run);
        byte[] bytes = Files.readAllBytes(newest);
        bytes[bytes.length - 5] ^= 1;
        Files.write(newest, bytes);
        TrainResult result = platform.trainer().resume(run, noting);
        assertEquals(12, result.step());
        assertTrue(
                notes.stream()
                        .anyMatch(n -> n.startsWith(newest + ": damaged") && n.contains("step-000010.safetensors")),
                notes::toString);
        Bits.assertSame(whole, run);
    }

    @Test
    void damagedBestWeightsDoNotKeepARunFromGoingOn() throws IOException {
        train("train.steps", "10");
        Path best = folder.resolve("run/best.safetensors");
        byte[] bytes = Files.readAllBytes(best);
        bytes[bytes.length - 1] ^= 1;
        Files.write(best, bytes);
        TrainResult result = platform.trainer().resume(folder.resolve("run"), noting);
        assertEquals(10, result.bestStep());
        assertTrue(notes.get(notes.size() - 1).startsWith(best + ": damaged"), notes::toString);
    }

    @Test
    void aCheckpointOfAnotherModelIsRefusedWithTheNamesThatDiffer() throws IOException {
        train("train.steps", "2");
        Path run = folder.resolve("run");
        try (RunFolder open = RunFolder.open(run);
                NDManager manager = Torch.newManager(Device.cpu())) {
            ModelCard card = new ModelCard(3, open.preset(), new TinyDataset().table(), Map.of(), Map.of());
            open.checkpoints()
                    .save(
                            new TrainingState(3, 30, 11, 0, 0, Map.of(), 0, null, 0),
                            card,
                            Map.of(ArrayGroup.MODEL, Map.of("other.weight", manager.zeros(new Shape(2)))));
        }
        var e = assertThrows(CheckpointException.class, () -> platform.trainer().resume(run, noting));
        assertTrue(e.getMessage().contains("a checkpoint of another model"), e.getMessage());
        assertTrue(e.getMessage().contains("other.weight"), e.getMessage());
        assertTrue(e.getMessage().contains("backbone.stem.weight"), e.getMessage());
    }

    @Test
    void aFolderThatIsNoRunCannotBeResumed() {
        var e = assertThrows(CheckpointException.class, () -> platform.trainer().resume(folder, noting));
        assertEquals(folder + ": not a run: it has no preset.json", e.getMessage());
    }
}
