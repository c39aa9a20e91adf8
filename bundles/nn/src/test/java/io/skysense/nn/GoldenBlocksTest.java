// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.nn;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.skysense.api.model.Precision;
import io.skysense.engine.GradMode;
import io.skysense.engine.Torch;
import io.skysense.engine.ops.Annotations;
import io.skysense.engine.ops.Autograd;
import io.skysense.engine.ops.Positions;
import io.skysense.nn.golden.Golden;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values and gradients of blocks that encoders share, as the reference computed them. */
class GoldenBlocksTest {

    private NDManager manager;
    private Golden golden;

    @BeforeEach
    void open() throws IOException {
        manager = Torch.newManager(Device.cpu());
        golden = Golden.read(manager, "units.npz");
    }

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void transformerLayer() {
        check("vit_layer", new TransformerLayer(16, 4, 4, true, 0, 1e-6, Precision.FP32));
    }

    @Test
    void globalAttention() {
        check("proj_mhsa", new GlobalAttention(12, 8, 2, Precision.FP32));
    }

    @Test
    void tokensOfAnnotations() {
        NDArray table = golden.get("ann_token/w/vocabulary_token");
        NDArray weight = golden.get("ann_token/w/vocabulary_weight");
        table.setRequiresGradient(true);
        weight.setRequiresGradient(true);
        try (GradMode on = GradMode.on()) {
            NDArray y = Annotations.tokens(golden.get("ann_token/x0"), table, weight, 4);
            Golden.assertClose(golden.get("ann_token/y"), y, 1e-5, "tokens");
            NDList upstream = new NDList(golden.get("ann_token/gy").reshape(y.getShape()));
            NDList gradients = Autograd.vectorJacobian(manager, new NDList(y), upstream, new NDList(table, weight));
            Golden.assertClose(golden.get("ann_token/gw/vocabulary_token"), gradients.get(0), 1e-5, "table");
            Golden.assertClose(golden.get("ann_token/gw/vocabulary_weight"), gradients.get(1), 1e-5, "weight");
        }
    }

    @ParameterizedTest
    @CsvSource({"8, 8", "8, 4", "2, 2", "4, 8"})
    void positionsOnAnotherGrid(int rows, int columns) {
        NDArray x = manager.zeros(new Shape(1, rows, columns, 6));
        NDArray y = Positions.add(x, golden.get("pos_embed_4x4"), 4);
        NDArray expected = golden.get("pos_embed_bicubic_4x4_to_" + rows + "x" + columns);
        Golden.assertSame(expected, y, 1e-6, "positions");
    }

    private void check(String unit, NamedBlock block) {
        golden.load(block, unit + "/w/");
        NDArray x = golden.get(unit + "/x0");
        x.setRequiresGradient(true);
        try (GradMode on = GradMode.on()) {
            NDArray y = block.forward(new NDList(x), true).singletonOrThrow();
            Golden.assertClose(golden.get(unit + "/y"), y, 2e-5, unit);
            golden.checkGradients(block, unit, "", x, y);
        }
    }
}
