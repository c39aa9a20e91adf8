// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.backbone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.skysense.api.model.UnitSource;
import io.skysense.backbone.completion.CodebookUnits;
import io.skysense.checkpoint.npz.NpzFile;
import io.skysense.engine.GradMode;
import io.skysense.engine.Torch;
import io.skysense.engine.ops.Autograd;
import io.skysense.nn.golden.Golden;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values and gradients of single modules, as the reference computed them. */
class GoldenUnitsTest {

    private NDManager manager;
    private NpzFile recorded;
    private GradMode on;

    @BeforeEach
    void open() throws IOException {
        manager = Torch.newManager(Device.cpu());
        on = GradMode.on();
        // Last: where it is not there, the test is skipped here.
        recorded = NpzFile.open(Golden.reference("fixtures/units.npz"));
    }

    @AfterEach
    void close() throws IOException {
        on.close();
        manager.close();
        if (recorded != null) {
            recorded.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"up_head, 2", "vqvae_encoder, 14", "vqvae_decoder, 15"})
    void moduleIsTheReferences(String unit, int gradients) throws IOException {
        Map<String, Shape> weights = new LinkedHashMap<>();
        for (String name : recorded.names()) {
            if (name.startsWith(unit + "/w/")) {
                weights.put(name.substring(unit.length() + 3), array(name).getShape());
            }
        }
        NDArray x = array(unit + "/x0");
        x.setRequiresGradient(true);
        UnitSource source = unit.startsWith("vqvae") ? new CodebookUnits() : new JunctionUnits();
        UnitSource.Unit part = source.unit(unit, weights, x.getShape()).orElseThrow();
        NDList wanted = new NDList(x);
        List<String> names = new ArrayList<>(List.of("gx0"));
        part.block().getParameters().forEach(p -> {
            NDArray weight = array(unit + "/w/" + p.getKey());
            assertEquals(weight.getShape(), p.getValue().getShape(), p.getKey());
            p.getValue().setInitializer((m, shape, type) -> weight);
            p.getValue().initialize(manager, DataType.FLOAT32);
            wanted.add(p.getValue().getArray());
            names.add("gw/" + p.getKey());
        });
        assertEquals(weights.size(), names.size() - 1);
        NDArray y = part.forward().apply(new NDList(x));
        Golden.assertClose(array(unit + "/y"), y, 2e-5, unit);
        NDList found = Autograd.vectorJacobian(manager, new NDList(y), new NDList(array(unit + "/gy")), wanted);
        int compared = 0;
        for (int i = 0; i < names.size(); i++) {
            String name = unit + "/" + names.get(i);
            if (recorded.names().contains(name)) {
                Golden.assertClose(array(name), found.get(i), 1e-4, name);
                compared++;
            }
        }
        assertEquals(gradients + 1, compared);
    }

    @Test
    void lossOfTheDecoderIsTheReferences() throws IOException {
        UnitSource.Unit loss =
                new JunctionUnits().unit("rec_loss", Map.of(), new Shape(1)).orElseThrow();
        NDArray logits = array("rec_loss/pred");
        logits.setRequiresGradient(true);
        NDArray labels = array("rec_loss/target");
        NDArray y = loss.forward().apply(new NDList(logits, labels));
        Golden.assertClose(array("rec_loss/y"), y, 1e-6, "loss");
        NDArray gradient = Autograd.gradients(manager, y, new NDList(logits)).head();
        Golden.assertClose(array("rec_loss/gpred"), gradient, 1e-5, "gradient");
        for (Map.Entry<String, Long> all : Map.of("all_bg", 0L, "all_fg", 2L).entrySet()) {
            NDArray same = manager.full(labels.getShape(), all.getValue(), DataType.INT64);
            NDArray value = loss.forward().apply(new NDList(logits, same));
            Golden.assertClose(array("rec_loss/" + all.getKey()), value, 1e-6, all.getKey());
        }
        NDArray none = manager.full(labels.getShape(), -100, DataType.INT64);
        assertEquals(0, loss.forward().apply(new NDList(logits, none)).getFloat());
    }

    @Test
    void otherUnitsAreNotOfThisBundle() {
        assertTrue(new JunctionUnits().unit("vit_layer", Map.of(), new Shape(1)).isEmpty());
        assertTrue(new CodebookUnits().unit("vit_layer", Map.of(), new Shape(1)).isEmpty());
    }

    private NDArray array(String name) {
        try {
            return recorded.array(manager, name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
