// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.trainer.step;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.skysense.api.config.Settings;
import io.skysense.api.data.Modality;
import io.skysense.api.model.Model;
import io.skysense.api.model.ModelSpec;
import io.skysense.api.model.Precision;
import io.skysense.engine.GradMode;
import io.skysense.engine.Torch;
import io.skysense.engine.ops.Activations;
import io.skysense.engine.ops.Autograd;
import io.skysense.engine.ops.Linear;
import io.skysense.trainer.tiny.TinyDataset;
import io.skysense.trainer.tiny.TinyFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TapeTest {

    private static final ModelSpec SPEC = new ModelSpec(
            Map.of(Modality.HR, Settings.empty()),
            Settings.empty(),
            Settings.empty(),
            new TinyDataset().table(),
            Precision.FP32);

    /** The gradients of one pass over a fixed batch. */
    private static Map<String, float[]> gradients(boolean recompute) {
        Tape tape = new Tape(recompute);
        try (Model model = new TinyFactory().create(SPEC, Device.cpu(), 3, tape);
                Gradients gradients = new Gradients(Trained.of(model));
                NDManager manager = Torch.newManager(Device.cpu());
                GradMode on = GradMode.on()) {
            NDArray image =
                    manager.arange(2 * 2 * 16 * 16).reshape(2, 2, 16, 16).sin();
            NDArray labels = image.get(":, 0").gt(0).toType(DataType.INT64, true);
            Torch.seed(5);
            try (Tape.Recording recording = tape.record(manager, 5)) {
                NDList outputs = model.head().forward(model.backbone().forward(Map.of(Modality.HR, image), true), true);
                var parts = model.head().loss(outputs, labels);
                recording.backward(parts.get("main").add(parts.get("auxiliary")), gradients);
            }
            Map<String, float[]> found = new LinkedHashMap<>();
            model.parameters()
                    .keySet()
                    .forEach(name -> found.put(name, gradients.of(name).toFloatArray()));
            return found;
        }
    }

    @Test
    void gradientsAreTheSameWithAndWithoutRecomputation() {
        Map<String, float[]> kept = gradients(false);
        Map<String, float[]> again = gradients(true);
        assertEquals(kept.keySet(), again.keySet());
        kept.forEach((name, values) -> {
            assertArrayEquals(values, again.get(name), 1e-6f, name);
            assertTrue(sum(values) > 1e-4, name + " has a gradient");
        });
    }

    private static double sum(float[] values) {
        double sum = 0;
        for (float v : values) {
            sum += Math.abs(v);
        }
        return sum;
    }

    @Test
    void segmentsJustRunWhileNothingIsRecorded() {
        try (NDManager manager = Torch.newManager(Device.cpu());
                GradMode on = GradMode.on()) {
            NDArray x = manager.create(new float[] {1, 2});
            x.setRequiresGradient(true);
            NDArray y = new Tape(true)
                    .run(in -> new NDList(in.head().mul(2)), new NDList(x))
                    .head();
            assertTrue(Autograd.tracks(y), "the graph goes through");
        }
    }

    @Test
    void arraysOfASegmentAreFreedBeforeTheNext() {
        int threads = Torch.threads();
        Torch.setThreads(1);
        long kept = peakResident(false);
        long dropped = peakResident(true);
        Torch.setThreads(threads);
        assertTrue(dropped < 0.6 * kept, dropped + " bytes against " + kept);
    }

    /** How much the process grew from the start of a pass to the end of its forward part, for 16 wide segments. */
    private static long peakResident(boolean recompute) {
        Tape tape = new Tape(recompute);
        try (NDManager weights = Torch.newManager(Device.cpu());
                NDManager manager = Torch.newManager(Device.cpu());
                GradMode on = GradMode.on()) {
            NDArray wide = weights.ones(new Shape(512, 64)).mul(0.01f);
            NDArray narrow = weights.ones(new Shape(64, 512)).mul(0.01f);
            wide.setRequiresGradient(true);
            try (Gradients gradients = new Gradients(Map.of("wide", wide));
                    Tape.Recording recording = tape.record(manager, 1)) {
                NDArray x = manager.ones(new Shape(4096, 64));
                long before = Resident.bytes();
                for (int i = 0; i < 16; i++) {
                    x = tape.run(
                                    in -> new NDList(Linear.linear(
                                            Activations.gelu(Linear.linear(in.head(), wide, null, false)),
                                            narrow,
                                            null,
                                            false)),
                                    new NDList(x))
                            .head();
                }
                long grown = Resident.bytes() - before;
                recording.backward(x.sum(), gradients);
                return grown;
            }
        }
    }
}
