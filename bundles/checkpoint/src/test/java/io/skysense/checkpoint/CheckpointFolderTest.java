// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointFolderTest {

    @TempDir
    Path folder;

    private NDManager manager;
    private CheckpointFolder checkpoints;

    @BeforeEach
    void open() {
        manager = Torch.newManager(Device.cpu());
        checkpoints = new CheckpointFolder(folder.resolve("checkpoints"));
    }

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void everythingComesBack() throws IOException {
        checkpoints.save(Cards.state(5), Cards.card(5), arrays(5));
        try (CheckpointFile found = checkpoints.latest().checkpoint()) {
            assertEquals(Cards.state(5), found.state());
            assertEquals(Cards.card(5), found.card());
            assertEquals("swin", found.card().preset().encoders().get("hr").text("type", ""));
            for (ArrayGroup group : ArrayGroup.values()) {
                Map<String, NDArray> into = Map.of("w", manager.zeros(new Shape(3)));
                found.restore(group, into);
                assertEquals(5 + group.ordinal(), into.get("w").getFloat(2));
            }
        }
    }

    @Test
    void stateWithoutAValidationComesBack() throws IOException {
        TrainingState start = TrainingState.start(100, 7);
        checkpoints.save(start, Cards.card(0), Map.of());
        try (CheckpointFile found = checkpoints.latest().checkpoint()) {
            assertEquals(start, found.state());
            assertTrue(found.state().bestSoFar().isEmpty());
            assertTrue(found.tensors(ArrayGroup.AVERAGE).isEmpty());
        }
    }

    @Test
    void theLastTwoAreKept() throws IOException {
        for (long step : new long[] {1, 2, 30, 999_999, 1_000_000}) {
            checkpoints.save(Cards.state(step), Cards.card(step), arrays(step));
        }
        assertEquals(List.of("step-1000000.safetensors", "step-999999.safetensors"), names());
    }

    @Test
    void savingAfterGoingBackRemovesTheFutureThatWasLeft() throws IOException {
        checkpoints.save(Cards.state(10), Cards.card(10), arrays(10));
        checkpoints.save(Cards.state(20), Cards.card(20), arrays(20));
        checkpoints.save(Cards.state(15), Cards.card(15), arrays(15));
        assertEquals(List.of("step-000015.safetensors", "step-000010.safetensors"), names());
    }

    @Test
    void aDamagedOneIsPassedOverAndNamed() throws IOException {
        checkpoints.save(Cards.state(10), Cards.card(10), arrays(10));
        Path newest = checkpoints.save(Cards.state(20), Cards.card(20), arrays(20));
        byte[] bytes = Files.readAllBytes(newest);
        bytes[bytes.length - 5] ^= 4;
        Files.write(newest, bytes);
        CheckpointFolder.Latest latest = checkpoints.latest();
        try (CheckpointFile found = latest.checkpoint()) {
            assertEquals(10, found.state().step());
            assertEquals(1, latest.damaged().size());
            assertTrue(
                    latest.damaged().get(0).startsWith(newest.toString()),
                    latest.damaged().get(0));
        }
    }

    @Test
    void withNoneSoundTheErrorNamesThemAll() throws IOException {
        assertTrue(assertThrows(CheckpointException.class, checkpoints::latest)
                .getMessage()
                .endsWith("holds no checkpoint"));
        Path only = checkpoints.save(Cards.state(10), Cards.card(10), arrays(10));
        Files.write(only, new byte[100]);
        String message =
                assertThrows(CheckpointException.class, checkpoints::latest).getMessage();
        assertTrue(message.contains(only.toString()) && !message.contains("\n"), message);
    }

    @Test
    void weightsOfOthersAreNoCheckpoint() throws IOException {
        Path file = folder.resolve("other.safetensors");
        SafetensorsWriter.write(file, Map.of(), List.of(TensorSource.of("w", manager.ones(new Shape(2)))));
        String message = assertThrows(CheckpointException.class, () -> CheckpointFile.open(file))
                .getMessage();
        assertTrue(message.contains("skysense.state: missing"), message);
    }

    private List<String> names() throws CheckpointException {
        return checkpoints.files().stream().map(f -> f.getFileName().toString()).toList();
    }

    private Map<ArrayGroup, Map<String, NDArray>> arrays(float value) {
        return Map.of(
                ArrayGroup.MODEL, Map.of("w", manager.full(new Shape(3), value)),
                ArrayGroup.FIRST_MOMENT, Map.of("w", manager.full(new Shape(3), value + 1)),
                ArrayGroup.SECOND_MOMENT, Map.of("w", manager.full(new Shape(3), value + 2)),
                ArrayGroup.AVERAGE, Map.of("w", manager.full(new Shape(3), value + 3)));
    }
}
