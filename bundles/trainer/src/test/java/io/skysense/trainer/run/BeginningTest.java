// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.trainer.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.skysense.api.config.SettingsException;
import io.skysense.api.progress.Progress;
import io.skysense.api.train.Preset;
import io.skysense.checkpoint.CheckpointException;
import io.skysense.checkpoint.CheckpointFile;
import io.skysense.checkpoint.FileDigest;
import io.skysense.checkpoint.LoadedWeights;
import io.skysense.checkpoint.NameMismatchException;
import io.skysense.checkpoint.RunFolder;
import io.skysense.checkpoint.SafetensorsFile;
import io.skysense.checkpoint.SafetensorsWriter;
import io.skysense.checkpoint.TensorSource;
import io.skysense.engine.Torch;
import io.skysense.trainer.tiny.TinyPlatform;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs whose weights begin with files. The first step of the warm-up has the rate 0: after it they are as loaded. */
class BeginningTest {

    private final TinyPlatform platform = new TinyPlatform();
    private final List<String> notes = new ArrayList<>();
    private Path data;
    private Path weights;

    @TempDir
    Path folder;

    @BeforeEach
    void trainAModelToBeginWith() throws IOException {
        data = TinyPlatform.data(folder, "5", "2");
        run(TinyPlatform.preset("train.steps", "10"), "before");
        weights = folder.resolve("before/best.safetensors");
    }

    @AfterEach
    void everyLeaseIsGivenBack() {
        assertEquals(0, platform.leases());
    }

    private Path run(Preset preset, String name) throws IOException {
        platform.trainer().train(preset, data, folder.resolve(name), new Progress() {
            @Override
            public void note(String line) {
                notes.add(line);
            }
        });
        return folder.resolve(name);
    }

    private static String init(Path file, String more) {
        return "[{\"file\": \"" + file + "\"" + more + "}]";
    }

    private static Preset beginning(Path file, String more) {
        return TinyPlatform.preset("train.steps", "1", "train.init", init(file, more));
    }

    private static final String WITHOUT_HEAD = ", \"map\": [\"drop=head.\"]";

    private static ByteBuffer tensor(Path run, String name) throws IOException {
        try (SafetensorsFile file = SafetensorsFile.open(Bits.newest(run))) {
            return copy(file.bytes(name));
        }
    }

    private static ByteBuffer copy(ByteBuffer bytes) {
        return ByteBuffer.allocate(bytes.remaining()).put(bytes).flip();
    }

    @Test
    void theBackboneBeginsWithTheBitsOfTheFileAndTheHeadAfresh() throws IOException {
        Path fresh = run(TinyPlatform.preset("train.steps", "1"), "fresh");
        Path begun = run(beginning(weights, WITHOUT_HEAD), "begun");

        for (String name : List.of("backbone.stem.weight", "backbone.scale", "backbone.second.weight")) {
            try (SafetensorsFile file = SafetensorsFile.open(weights)) {
                assertEquals(copy(file.bytes(name)), tensor(begun, "model." + name), name);
            }
        }
        assertEquals(tensor(fresh, "model.head.weight"), tensor(begun, "model.head.weight"));
        assertTrue(notes.contains(weights + ": 4 tensors loaded, 0 not of this model"), notes::toString);
        assertTrue(
                notes.contains("6 in no file (head.norm.weight, head.norm.bias, head.norm.running_mean, …), of 10 of"
                        + " the model: those begin at random"),
                notes::toString);
    }

    @Test
    void theAverageOfTheWeightsBeginsWithTheFileToo() throws IOException {
        Path begun = run(beginning(weights, WITHOUT_HEAD), "begun");
        assertEquals(tensor(begun, "model.backbone.scale"), tensor(begun, "average.backbone.scale"));
    }

    @Test
    void aCheckpointsOwnPartAndAnAddedBeginningOfNamesAreUnderstood() throws IOException {
        Path checkpoint = Bits.newest(folder.resolve("before"));
        Path part = folder.resolve("part.safetensors");
        try (NDManager manager = Torch.newManager(Device.cpu())) {
            SafetensorsWriter.write(
                    part, Map.of(), List.of(TensorSource.of("module.scale", manager.full(new Shape(1, 8, 1, 1), 3f))));
        }
        Preset preset = TinyPlatform.preset(
                "train.steps",
                "1",
                "train.init",
                "[{\"file\": \"" + checkpoint + "\", \"key\": \"model\"}, {\"file\": \"" + part
                        + "\", \"map\": [\"skysense\", \"add=backbone.\"]}]");
        Path begun = run(preset, "begun");
        assertEquals(tensor(folder.resolve("before"), "model.head.weight"), tensor(begun, "model.head.weight"));
        assertEquals(
                3f,
                tensor(begun, "model.backbone.scale")
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .getFloat());
    }

    @Test
    void manifestAndCardSayWhereTheWeightsCameFrom() throws IOException {
        Path begun = run(beginning(weights, WITHOUT_HEAD), "begun");
        String sha256 = FileDigest.of(weights, Progress.NONE);
        try (RunFolder run = RunFolder.open(begun);
                CheckpointFile last = run.checkpoints().latest().checkpoint()) {
            assertEquals(Map.of(weights.toString(), sha256), run.manifest().weights());
            LoadedWeights origin = last.card().origins().get(0);
            assertEquals(sha256, origin.sha256());
            assertEquals(4, origin.tensors());
            assertEquals(List.of("drop=head."), origin.rules());
        }
    }

    @Test
    void aRunThatGoesOnDoesNotLoadAgainAndEndsWithTheSameBits() throws IOException {
        String[] changes = {"train.steps", "10", "train.init", init(weights, WITHOUT_HEAD)};
        Path whole = run(TinyPlatform.preset(changes), "whole");
        Path broken = folder.resolve("broken");
        platform.trainer().train(TinyPlatform.preset(changes), data, broken, ResumeTest.stopAfter(4));
        Files.delete(weights);
        platform.trainer().resume(broken, Progress.NONE);
        Bits.assertSame(whole, broken);
        try (RunFolder run = RunFolder.open(broken);
                CheckpointFile last = run.checkpoints().latest().checkpoint()) {
            assertEquals(1, last.card().origins().size());
        }
    }

    @Test
    void aRunThatWasStoppedBeforeItsFirstCheckpointTakesTheSameFileOrNone() throws IOException {
        Preset preset = beginning(weights, WITHOUT_HEAD);
        Path broken = folder.resolve("broken");
        platform.trainer().train(preset, data, broken, ResumeTest.stopAfter(0));
        Path kept = Files.copy(weights, folder.resolve("kept"));
        Files.copy(otherBits(kept), weights, StandardCopyOption.REPLACE_EXISTING);
        var e = assertThrows(CheckpointException.class, () -> platform.trainer().resume(broken, Progress.NONE));
        assertEquals(weights + ": is not the file that the run was made with", e.getMessage());

        Files.copy(kept, weights, StandardCopyOption.REPLACE_EXISTING);
        assertTrue(platform.trainer().resume(broken, Progress.NONE).complete());
        Bits.assertSame(run(preset, "whole"), broken);
    }

    /** The same tensors with another metadata. */
    private Path otherBits(Path file) throws IOException {
        Path other = folder.resolve("other.safetensors");
        try (SafetensorsFile in = SafetensorsFile.open(file)) {
            SafetensorsWriter.write(
                    other, Map.of("other", "1"), List.copyOf(in.sources().values()));
        }
        return other;
    }

    @Test
    void aTensorOfAnotherShapeIsNamed() throws IOException {
        Path file = folder.resolve("wide.safetensors");
        try (NDManager manager = Torch.newManager(Device.cpu())) {
            SafetensorsWriter.write(
                    file, Map.of(), List.of(TensorSource.of("backbone.scale", manager.ones(new Shape(1, 9, 1, 1)))));
        }
        var e = assertThrows(NameMismatchException.class, () -> run(beginning(file, ""), "begun"));
        assertTrue(e.getMessage().startsWith(file + ": "), e.getMessage());
        assertTrue(e.getMessage().contains("1 of another shape (backbone.scale: "), e.getMessage());
    }

    @Test
    void aFileOfAnotherModelIsRefused() {
        Preset preset = TinyPlatform.context("train.init", init(weights, ""));
        var e = assertThrows(
                CheckpointException.class,
                () -> platform.trainer()
                        .train(
                                preset,
                                TinyPlatform.scenes(folder.resolve("other")),
                                folder.resolve("r"),
                                Progress.NONE));
        assertEquals(
                weights + ": none of its 10 tensors is of this model: it has 'backbone.first.weight' for example, the"
                        + " model 'stem.weight'",
                e.getMessage());
    }

    @Test
    void aMissingFileOrAWrongRuleIsNamedBeforeAnythingIsMade() {
        Path missing = folder.resolve("missing.pth");
        var e = assertThrows(CheckpointException.class, () -> run(beginning(missing, ""), "begun"));
        assertTrue(e.getMessage().startsWith(missing + ": "), e.getMessage());
        var rule = assertThrows(
                SettingsException.class, () -> run(beginning(weights, ", \"map\": [\"reference\"]"), "begun"));
        assertTrue(rule.getMessage().startsWith("train.init[0].map: 'reference' is neither a rule"), rule.getMessage());
        assertFalse(Files.exists(folder.resolve("begun")));
    }

    @Test
    void anUnknownKeyOfAFileIsRefused() {
        var e = assertThrows(SettingsException.class, () -> beginning(weights, ", \"prefix\": \"x\""));
        assertTrue(e.getMessage().contains("prefix"), e.getMessage());
    }
}
