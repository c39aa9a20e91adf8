// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.shell.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.skysense.api.data.DatasetException;
import io.skysense.api.device.DeviceLease;
import io.skysense.api.device.DevicePool;
import io.skysense.api.device.DeviceRequest;
import io.skysense.api.device.DeviceStatistics;
import io.skysense.api.device.DeviceUnavailableException;
import io.skysense.api.infer.MapRequest;
import io.skysense.api.infer.MapResult;
import io.skysense.api.infer.TestTime;
import io.skysense.api.infer.TestTime.Flip;
import io.skysense.api.infer.TileEngine;
import io.skysense.api.progress.Progress;
import io.skysense.api.task.MetricReport;
import io.skysense.api.train.EvaluationRequest;
import io.skysense.api.train.Evaluator;
import io.skysense.api.train.Preset;
import io.skysense.api.train.TrainResult;
import io.skysense.api.train.Trainer;
import io.skysense.shell.ShellCommand;
import io.skysense.shell.internal.command.DevicesCommand;
import io.skysense.shell.internal.command.EvalCommand;
import io.skysense.shell.internal.command.PredictCommand;
import io.skysense.shell.internal.command.PretrainCommand;
import io.skysense.shell.internal.command.ResumeCommand;
import io.skysense.shell.internal.command.TrainCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandsTest {

    @TempDir
    Path folder;

    private final Shell shell = new Shell();
    private Path preset;

    @BeforeEach
    void writePreset() throws IOException {
        preset = Files.writeString(folder.resolve("mine.json"), """
                // a comment
                {"name": "mine", "encoders": {"hr": {"type": "x"}}, "head": {"type": "y"}, "train": {"steps": 7}}
                """);
    }

    @Test
    void trainingTakesThePresetWithItsChangesAndTheFolders() {
        List<Object> got = new ArrayList<>();
        shell.with(Trainer.class, new Training(7, true, got));

        int code = run(
                "train",
                "--preset",
                preset.toString(),
                "--set",
                "optimizer.lr=1e-3",
                "--set",
                "data.train=few",
                "--data",
                "d",
                "--out",
                "r");

        assertEquals(ShellCommand.DONE, code, shell.err());
        Preset trained = (Preset) got.get(0);
        assertEquals("mine", trained.name());
        assertEquals(1e-3, trained.optimizer().lr());
        assertEquals("few", trained.data().train());
        assertEquals(List.of(Path.of("d"), Path.of("r")), got.subList(1, 3));
        assertTrue(
                shell.out().contains("r: 7 steps done; best at step 5: overall accuracy 0.9000, mean IoU 0.8000"),
                shell.out());
    }

    @Test
    void aPresetOfTheConfigsFolderIsFoundByItsName() {
        List<Object> got = new ArrayList<>();
        shell.with(Trainer.class, new Training(7, true, got));

        assertEquals(ShellCommand.DONE, run("train", "--preset", "mine", "--out", "r"), shell.err());
        assertEquals(Path.of("."), got.get(1));
    }

    @Test
    void anUnknownPresetIsOneLineThatNamesThoseThereAre() {
        assertEquals(ShellCommand.FAILED, run("train", "--preset", "nix", "--out", "r"));
        assertEquals(
                "skysense: nix: no such preset file; those in " + folder + " are: mine.json",
                shell.err().strip());
    }

    @Test
    void anUnknownKeyIsOneLineWithItsPathAndTheAllowedKeys() {
        int code = run("train", "--preset", "mine", "--set", "optimizer.speed=1", "--out", "r");

        assertEquals(ShellCommand.FAILED, code);
        assertTrue(shell.err().contains("optimizer.speed: unknown key; allowed here: lr,"), shell.err());
        assertEquals(1, shell.err().lines().count());
    }

    @Test
    void pretrainingSaysWhatItReachedBesideTheUntrainedModelAndTheConstantAnswer() throws IOException {
        Files.writeString(folder.resolve("mix.json"), """
                {"name": "mix", "encoders": {"hr": {"type": "x"}}}""");
        MetricReport figures = new MetricReport(
                Map.of("meanIoU", 0.5, "untrainedMeanIoU", 0.02, "constantMeanIoU", 0.1),
                Map.of(
                        "potsdam", Map.of("meanIoU", 0.5, "untrainedMeanIoU", 0.02, "constantMeanIoU", 0.1),
                        "potsdam/car", Map.of("IoU", 0.3)),
                List.of(),
                List.of());
        List<Object> got = new ArrayList<>();
        shell.with(Trainer.class, new Training(9, true, got, figures));

        assertEquals(ShellCommand.DONE, run("pretrain", "--preset", "mix", "--data", "d", "--out", "r"), shell.err());

        assertEquals(List.of(Path.of("d"), Path.of("r")), got.subList(1, 3));
        assertTrue(
                shell.out().lines().anyMatch(l -> l.matches("potsdam +0\\.5000 +0\\.0200 +0\\.1000 *")), shell.out());
        assertFalse(shell.out().contains("car"), "classes are in metrics.json");
        assertEquals(ShellCommand.DONE, run("resume", "r"), shell.err());
        assertEquals(
                2, shell.out().lines().filter(l -> l.startsWith("potsdam ")).count(), shell.out());
    }

    @Test
    void trainingAndPretrainingPointToOneAnother() throws IOException {
        Files.writeString(folder.resolve("mix.json"), """
                {"name": "mix", "encoders": {"hr": {"type": "x"}}}""");

        assertEquals(ShellCommand.FAILED, run("train", "--preset", "mix", "--out", "r"));
        assertEquals(ShellCommand.FAILED, run("pretrain", "--preset", "mine", "--out", "r"));

        assertEquals(
                List.of(
                        "skysense: mix: the preset mix has no head; use it with: skysense pretrain --preset mix",
                        "skysense: mine: the preset mine has a head; train it with: skysense train --preset mine"),
                shell.err().lines().toList());
    }

    @Test
    void aStoppedRunFailsAndSaysHowToGoOn() {
        shell.with(Trainer.class, new Training(3, false, new ArrayList<>()));

        assertEquals(ShellCommand.FAILED, run("resume", "runs/a"));
        assertTrue(shell.out().contains("stopped at step 3; go on with: skysense resume runs/a"), shell.out());
    }

    @Test
    void evaluationWritesTheFiguresUnderTheirNames() throws IOException {
        Path json = folder.resolve("out.json");
        shell.with(Evaluator.class, (request, each, progress) -> report());

        int code = run("eval", "--run", "r", "--list", "l.json", "--json", json.toString());

        assertEquals(ShellCommand.DONE, code, shell.err());
        JsonNode tree = new ObjectMapper().readTree(json.toFile());
        assertEquals(0.9, tree.get("overallAccuracy").asDouble());
        assertEquals(0.8, tree.get("meanIoU").asDouble());
        assertTrue(tree.get("perClass").get("water").get("iou").isNull());
        assertEquals(4, tree.get("confusion").get(1).get(1).asInt());
        assertTrue(shell.out().contains("overall accuracy  0.9000"), shell.out());
    }

    @Test
    void evaluationPassesWhatItWasTold() {
        List<EvaluationRequest> got = new ArrayList<>();
        shell.with(Evaluator.class, (request, each, progress) -> {
            got.add(request);
            return report();
        });

        run("eval", "--run", "r");
        run("eval", "--run", "r", "--list", "l", "--data", "d");

        assertEquals(new EvaluationRequest(Path.of("r"), Optional.empty(), Optional.empty()), got.get(0));
        assertEquals(
                new EvaluationRequest(Path.of("r"), Optional.of(Path.of("d")), Optional.of(Path.of("l"))), got.get(1));
    }

    @Test
    void evaluationIsNotBegunIfItsResultCouldNotBeWritten() {
        shell.with(Evaluator.class, (request, each, progress) -> {
            throw new AssertionError("evaluated");
        });

        assertEquals(ShellCommand.FAILED, run("eval", "--run", "r", "--json", folder + "/none/out.json"));
        assertTrue(shell.err().contains("there is no folder " + folder + "/none"), shell.err());
    }

    @Test
    void aFailedEvaluationLeavesTheOldResultAsItWas() throws IOException {
        Path json = Files.writeString(folder.resolve("out.json"), "old");
        shell.with(Evaluator.class, (request, each, progress) -> {
            throw new DatasetException("val.json: entry 3: a.tiff: truncated");
        });

        assertEquals(ShellCommand.FAILED, run("eval", "--run", "r", "--json", json.toString()));
        assertEquals(
                "skysense: val.json: entry 3: a.tiff: truncated", shell.err().strip());
        assertEquals("old", Files.readString(json));
    }

    @Test
    void predictionTakesTilesOverlapAndProbabilities() {
        List<MapRequest> got = new ArrayList<>();
        shell.with(TileEngine.class, (request, progress) -> {
            got.add(request);
            return new MapResult(request.output(), 30, 20, 6, 2, true);
        });
        String map = folder.resolve("m.tif").toString();

        int code = run(
                "predict",
                "--run",
                "r",
                "--input",
                "i.tif",
                "--output",
                map,
                "--tile",
                "256",
                "--overlap",
                "32",
                "--probabilities");

        assertEquals(ShellCommand.DONE, code, shell.err());
        Path beside = folder.resolve("m.probabilities.tif");
        assertEquals(
                new MapRequest(Path.of("r"), Path.of("i.tif"), folder.resolve("m.tif"), 256, 32, Optional.of(beside)),
                got.get(0));
        assertTrue(shell.out().contains("30 by 20 pixels, 6 tiles, 2 of them from an earlier call"), shell.out());
        run("predict", "--run", "r", "--input", "i.tif", "--output", map);
        assertEquals(Optional.empty(), got.get(1).probabilities());
        assertEquals(512, got.get(1).tile());
    }

    @Test
    void severalRunsAndDatesAreAskedTogether() {
        List<MapRequest> got = new ArrayList<>();
        shell.with(TileEngine.class, (request, progress) -> {
            got.add(request);
            return new MapResult(request.output(), 1, 1, 1, 0, true);
        });
        String a = folder.resolve("a.tif").toString();
        String b = folder.resolve("b.tif").toString();

        int code = run(
                "predict",
                "--run",
                "x",
                "--run",
                "y",
                "--input",
                "before",
                "--input",
                "after",
                "--output",
                a,
                "--output",
                b,
                "--probabilities");

        assertEquals(ShellCommand.DONE, code, shell.err());
        assertEquals(
                List.of(Path.of("x"), Path.of("y")),
                got.stream().map(MapRequest::run).toList());
        assertEquals(List.of(Path.of("before"), Path.of("after")), got.get(0).inputs());
        assertEquals(
                Optional.of(folder.resolve("b.probabilities.tif")), got.get(1).probabilities());
        assertEquals(2, run("predict", "--run", "x", "--run", "y", "--input", "i", "--output", a));
        assertEquals(
                2,
                run(
                        "predict",
                        "--run",
                        "x",
                        "--run",
                        "y",
                        "--input",
                        "i",
                        "--output",
                        a,
                        "--output",
                        b,
                        "--probabilities",
                        "p.tif"));
    }

    @Test
    void predictionAndEvaluationTakeViews() {
        List<TestTime> got = new ArrayList<>();
        shell.with(TileEngine.class, (request, progress) -> {
            got.add(request.testTime());
            return new MapResult(request.output(), 1, 1, 1, 0, true);
        });
        shell.with(Evaluator.class, (request, each, progress) -> {
            got.add(request.testTime());
            return report();
        });
        String map = folder.resolve("m.tif").toString();

        run("predict", "--run", "r", "--input", "i", "--output", map);
        run("predict", "--run", "r", "--flips", "--input", "i", "--output", map, "--scales", "1.25,0.75,1");
        run("eval", "--run", "r", "--flips", "vertical,horizontal");
        run("eval", "--run", "r", "--scales", "2");

        assertEquals(
                List.of(
                        TestTime.NONE,
                        new TestTime(List.of(Flip.HORIZONTAL, Flip.VERTICAL, Flip.BOTH), List.of(0.75, 1.0, 1.25)),
                        new TestTime(List.of(Flip.HORIZONTAL, Flip.VERTICAL), List.of(1.0)),
                        new TestTime(List.of(), List.of(2.0))),
                got,
                shell.err());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--flips | sideways | --flips: sideways; allowed here: horizontal, vertical, both",
                "--flips | both,both | --flips and --scales: flips [both, both]: each at most once",
                "--scales | 1,1 | --flips and --scales: scales [1.0, 1.0]: at least one, each at most once",
                "--scales | 1,0 | --flips and --scales: scales [0.0, 1.0]: each from 0.1 to 10.0",
                "--scales | large | Invalid value for option '--scales' (S): 'large' is not a double",
            })
    void viewsThatCannotBeAreOneLine(String option, String value, String message) {
        assertEquals(ShellCommand.USAGE, run("eval", "--run", "r", option, value));
        assertEquals("skysense: " + message, shell.err().lines().findFirst().orElse(""));
    }

    @Test
    void anOverlapThatDoesNotFitIsOneLine() {
        String map = folder.resolve("m.tif").toString();

        int code = run("predict", "--run", "r", "--input", "i", "--output", map, "--tile", "64", "--overlap", "40");

        assertEquals(ShellCommand.USAGE, code);
        assertTrue(shell.err().contains("--tile and --overlap: tile 64 and overlap 40:"), shell.err());
    }

    @Test
    void aStoppedPredictionFailsAndSaysHowToGoOn() {
        shell.with(TileEngine.class, (request, progress) -> new MapResult(request.output(), 1, 1, 9, 0, false));

        assertEquals(
                ShellCommand.FAILED,
                run(
                        "predict",
                        "--run",
                        "r",
                        "--input",
                        "i",
                        "--output",
                        folder.resolve("m.tif").toString()));
        assertTrue(shell.out().contains("the same command goes on where it stopped"), shell.out());
    }

    @Test
    void devicesAreATable() {
        shell.with(DevicePool.class, new DevicePool() {
            @Override
            public DeviceLease lease(DeviceRequest request) {
                throw new DeviceUnavailableException("none");
            }

            @Override
            public List<DeviceStatistics> statistics() {
                return List.of(new DeviceStatistics("cpu", "2 cores", 3L << 30, 1L << 29, -1, 1, 0, 12));
            }
        });

        assertEquals(ShellCommand.DONE, run("devices"), shell.err());
        assertEquals(
                List.of(
                        "device  description   memory   leased  used  active  waiting  granted",
                        "cpu     2 cores      3.0 GiB  0.5 GiB     -       1        0       12"),
                shell.out().lines().toList());
    }

    @Test
    void aMissingServiceIsOneLine() {
        assertEquals(ShellCommand.FAILED, run("devices"));
        assertEquals("skysense: DevicePool is not available", shell.err().strip());
        assertFalse(shell.out().contains("device"));
    }

    private int run(String... words) {
        Presets presets = new Presets(folder);
        return shell.run(
                List.of(
                        new TrainCommand(shell, presets),
                        new PretrainCommand(shell, presets),
                        new ResumeCommand(shell),
                        new EvalCommand(shell),
                        new PredictCommand(shell),
                        new DevicesCommand(shell)),
                words);
    }

    private static MetricReport report() {
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("overallAccuracy", 0.9);
        values.put("meanIoU", 0.8);
        return new MetricReport(
                values,
                Map.of("water", Map.of("iou", Double.NaN)),
                List.of(List.of(1L, 2L), List.of(3L, 4L)),
                List.of("land", "water"));
    }

    /** Ends as it was told and remembers what it got. */
    private record Training(int step, boolean complete, List<Object> got, MetricReport figures) implements Trainer {

        Training(int step, boolean complete, List<Object> got) {
            this(step, complete, got, CommandsTest.report());
        }

        @Override
        public TrainResult train(Preset preset, Path data, Path run, Progress progress) {
            got.addAll(List.of(preset, data, run));
            return resume(run, progress);
        }

        @Override
        public TrainResult resume(Path run, Progress progress) {
            return new TrainResult(run, step, complete, 5, Optional.of(figures));
        }
    }
}
