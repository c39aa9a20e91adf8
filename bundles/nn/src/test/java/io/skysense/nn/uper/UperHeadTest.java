// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.nn.uper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.skysense.api.model.Precision;
import io.skysense.api.model.Probe;
import io.skysense.engine.GradMode;
import io.skysense.engine.Torch;
import io.skysense.engine.ops.Rounding;
import io.skysense.nn.golden.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** UPerHead against the reference: names, shapes and numbers. */
class UperHeadTest {

    private NDManager manager;
    private GradMode off;

    @BeforeEach
    void open() {
        manager = Torch.newManager(Device.cpu());
        off = GradMode.off();
    }

    @AfterEach
    void close() {
        off.close();
        manager.close();
    }

    @Test
    void namesAndShapesAreTheReferences() throws IOException {
        Map<String, String> expected = Files.readAllLines(Golden.reference("state-dict-full.txt")).stream()
                .map(line -> line.split("\t"))
                .filter(f -> f[0].startsWith("head_rec_hr.") && !f[0].endsWith("num_batches_tracked"))
                .collect(Collectors.toMap(
                        f -> f[0].substring("head_rec_hr.".length()), f -> f[1].replaceAll(",\\)", ")")));
        UperHead head =
                new UperHead(List.of(704, 704, 1408, 2816, 1024), 65, settings(512, false), Precision.FP32, Probe.NONE);
        Map<String, String> actual = new LinkedHashMap<>();
        head.getParameters()
                .forEach(p -> actual.put(p.getKey(), p.getValue().getShape().toString()));
        assertEquals(expected, actual);
    }

    @Test
    void scoresAreTheReferences() throws IOException {
        Golden weights = Golden.read(manager, "nano8/weights.npz");
        Golden stages = Golden.read(manager, "nano8/eval_stages.npz");
        Map<String, NDArray> seen = new LinkedHashMap<>();
        NDArray scores = head(weights, false, (name, array) -> seen.put(name, array.duplicate()))
                .forward(levels(stages), false)
                .singletonOrThrow();
        Golden.assertClose(stages.get("logits_low|sample0"), scores, 5e-5, "scores");
        assertEquals(15, seen.size(), seen.keySet().toString());
        seen.forEach(
                (name, array) -> Golden.assertClose(stages.get("uper." + name).get("0:1"), array, 5e-5, name));
    }

    @Test
    void roundingOfThePooledMapsIsTheReferences() throws IOException {
        Golden stages = Golden.read(manager, "nano8/eval_stages.npz");
        UperHead head = head(Golden.read(manager, "nano8/weights.npz"), true, (name, array) -> {
            if (name.equals("ppm")) {
                NDArray expected = stages.get("asis.uper.ppm").get("0:1");
                assertTrue(expected.sub(array).abs().max().getFloat() < 1e-2);
                assertEquals(array, Rounding.bfloat16(array));
            }
        });
        NDArray scores = head.forward(levels(stages), false).singletonOrThrow();
        NDArray difference = stages.get("asis.logits_low|sample0").sub(scores).abs();
        assertTrue(difference.max().getFloat() < 1e-2);
        // Most roundings fall on the same side, so most scores agree far better than the few that flip.
        assertTrue(
                difference.mean().getFloat() < 2e-4, "mean " + difference.mean().getFloat());
    }

    private UperHead head(Golden weights, boolean rounds, Probe probe) {
        UperHead head = new UperHead(List.of(16, 16, 32, 64, 16), 17, settings(8, rounds), Precision.FP32, probe);
        head.getParameters().forEach(p -> {
            p.getValue().setInitializer((m, shape, type) -> weights.get("head_rec_hr." + p.getKey()));
            p.getValue().initialize(manager, DataType.FLOAT32);
        });
        return head;
    }

    private static UperSettings settings(int channels, boolean rounds) {
        return new UperSettings(channels, List.of(1, 2, 3, 6), 0.1, false, rounds);
    }

    /** The first sample of the reference's pyramid; its finest level holds image and annotation side by side. */
    private static NDList levels(Golden stages) {
        NDArray pair = stages.get("hr.out0|sample0");
        NDArray finest = NDArrays.concat(new NDList(pair.get(":,:,:,0:32"), pair.get(":,:,:,32:64")), 1);
        NDArray fused = stages.get("fusion.cls").get("0:32").reshape(new Shape(1, 8, 4, 16));
        return new NDList(
                finest,
                stages.get("hr.out1").get("0:1"),
                stages.get("hr.out2").get("0:1"),
                stages.get("hr.out3").get("0:1"),
                fused.transpose(0, 3, 1, 2));
    }
}
