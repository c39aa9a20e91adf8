// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.skysense.engine.Torch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {

    @TempDir
    Path folder;

    @Test
    void aRunKeepsItsPresetAndManifest() throws IOException {
        Path path = folder.resolve("a/b/run");
        Manifest manifest = manifest();
        create(path, manifest).close();
        try (RunFolder run = RunFolder.open(path)) {
            assertEquals(Cards.preset(), run.preset());
            assertEquals(manifest, run.manifest());
            assertTrue(run.figures().isEmpty());
        }
    }

    @Test
    void theManifestNamesNeitherUserNorHostNorEnvironment() {
        String json = Json.write(manifest());
        assertFalse(json.contains(System.getProperty("user.home")), json);
        assertFalse(json.contains("\"user"), json);
        assertFalse(json.toLowerCase(Locale.ROOT).contains("host"), json);
    }

    @Test
    void aFolderThatHoldsARunIsRefused() throws IOException {
        create(folder, manifest()).close();
        refused(() -> create(folder, manifest()), "holds a run already");
    }

    @Test
    void aFolderWithOtherFilesIsRefusedAndLeftAlone() throws IOException {
        Path other = Files.writeString(folder.resolve("thesis.txt"), "precious");
        refused(() -> create(folder, manifest()), "not empty");
        assertEquals("precious", Files.readString(other));
        assertFalse(Files.exists(folder.resolve(".lock")));
    }

    @Test
    void aFolderWhoseRunWasKilledAtBirthCanBeUsed() throws IOException {
        Files.createFile(folder.resolve(".lock"));
        Files.writeString(folder.resolve("manifest.json"), "{}");
        Files.writeString(folder.resolve(".preset.json.x.tmp"), "{\"na");
        create(folder, manifest()).close();
        assertFalse(Files.exists(folder.resolve(".preset.json.x.tmp")));
    }

    @Test
    void aFileInTheWayIsNamed() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        refused(() -> create(file, manifest()), "cannot be made");
        refused(() -> create(file.resolve("run"), manifest()), "cannot be made");
        refused(() -> RunFolder.open(file), "not a folder");
    }

    @Test
    void aFolderWithoutARunIsNamed() {
        refused(() -> RunFolder.open(folder), "not a run: it has no preset.json");
        refused(() -> RunFolder.resume(folder.resolve("absent")), "no such folder");
    }

    @Test
    void onlyOneCanWriteButAllCanRead() throws IOException {
        try (RunFolder first = create(folder, manifest())) {
            refused(
                    () -> RunFolder.resume(folder),
                    "in use by process " + ProcessHandle.current().pid());
            try (RunFolder reader = RunFolder.open(folder)) {
                assertEquals(first.preset(), reader.preset());
                assertThrows(IllegalStateException.class, () -> reader.metrics(0));
            }
        }
        RunFolder.resume(folder).close();
    }

    @Test
    void aPartOfTheWeightsFillsAPartOfAModel() throws IOException {
        try (NDManager manager = Torch.newManager(Device.cpu());
                RunFolder run = create(folder, manifest())) {
            run.saveBest(
                    Cards.card(3),
                    Map.of("w", manager.full(new Shape(2), 9f), "other.w", manager.full(new Shape(1), 5f)));
            NDArray into = manager.zeros(new Shape(2));
            try (WeightsFile best = run.weights()) {
                best.restorePart(Map.of("w", into));
                assertEquals(9, into.getFloat(1));
                refused(() -> best.restorePart(Map.of("w", into, "new.w", manager.zeros(new Shape(1)))), "new.w");
                refused(() -> best.restorePart(Map.of("w", manager.zeros(new Shape(3)))), "w");
            }
        }
    }

    @Test
    void theBestWeightsAreUsedElseTheAveragedOnesOfTheLastCheckpoint() throws IOException {
        try (NDManager manager = Torch.newManager(Device.cpu());
                RunFolder run = create(folder, manifest())) {
            NDArray into = manager.zeros(new Shape(2));
            NDArray buffer = manager.zeros(new Shape(1));
            Map<String, NDArray> model = Map.of("w", into, "bn.running_mean", buffer);
            refused(run::weights, "holds no checkpoint");
            run.checkpoints()
                    .save(
                            Cards.state(4),
                            Cards.card(4),
                            Map.of(
                                    ArrayGroup.MODEL,
                                    Map.of(
                                            "w", manager.full(new Shape(2), 1f),
                                            "bn.running_mean", manager.full(new Shape(1), 7f)),
                                    ArrayGroup.AVERAGE,
                                    Map.of("w", manager.full(new Shape(2), 2f))));
            try (WeightsFile last = run.weights()) {
                last.restore(model);
                assertEquals(4, last.card().step());
            }
            assertEquals(2, into.getFloat(0));
            assertEquals(7, buffer.getFloat(0));
            run.saveBest(Cards.card(3), Map.of("w", manager.full(new Shape(2), 9f), "bn.running_mean", buffer));
            try (WeightsFile best = run.weights()) {
                best.restore(model);
                assertEquals(Cards.card(3), best.card());
            }
            assertEquals(9, into.getFloat(0));
            Files.write(folder.resolve("best.safetensors"), new byte[9]);
            refused(run::weights, "step-000004.safetensors");
        }
    }

    @Test
    void figuresAfterTheCheckpointAreDroppedOnResume() throws IOException {
        try (RunFolder run = create(folder, manifest())) {
            try (MetricsLog log = run.metrics(0)) {
                log.append(1, Map.of("train/loss", 0.5, "train/lr", 1e-4));
                log.append(2, Map.of("train/loss", Double.NaN));
                log.append(3, Map.of("train/loss", 0.25));
            }
            Path file = folder.resolve("metrics.csv");
            Files.writeString(file, Files.readString(file) + "4,train/lo");
            assertEquals(4, run.figures().size());
            try (MetricsLog log = run.metrics(2)) {
                log.append(3, Map.of("train/loss", 0.125));
            }
            assertEquals(
                    "step,name,value\n1,train/loss,0.5\n1,train/lr,1.0E-4\n2,train/loss,NaN\n3,train/loss,0.125\n",
                    Files.readString(file));
        }
    }

    @Test
    void aMalformedLogIsNamedByLine() throws IOException {
        Path file = Files.writeString(folder.resolve("m.csv"), "step,name,value\n1,a,2\nnonsense\n2,a,3\n");
        refused(() -> MetricsLog.read(file), "m.csv:3:");
        try (MetricsLog log = MetricsLog.open(folder.resolve("n.csv"), 0)) {
            assertThrows(IllegalArgumentException.class, () -> log.append(1, Map.of("a,b", 1.0)));
        }
    }

    private static RunFolder create(Path path, Manifest manifest) throws CheckpointException {
        return RunFolder.create(path, Cards.preset(), manifest);
    }

    private static Manifest manifest() {
        return Manifest.now(3, Path.of("/data"), Map.of("io.skysense.api", "1.0.0"), Map.of("PyTorch", "2.7.1"));
    }

    private void refused(Executable call, String cause) {
        String message = assertThrows(CheckpointException.class, call).getMessage();
        assertTrue(message.startsWith(folder.toString()) && message.contains(cause), message);
        assertFalse(message.contains("\n"), message);
    }
}
