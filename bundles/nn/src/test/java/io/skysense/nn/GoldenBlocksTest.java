// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.nn;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.skysense.api.model.Precision;
import io.skysense.engine.GradMode;
import io.skysense.engine.Torch;
import io.skysense.nn.golden.Golden;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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
