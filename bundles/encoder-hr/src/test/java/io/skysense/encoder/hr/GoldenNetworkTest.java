// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.encoder.hr;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import io.skysense.api.config.Settings;
import io.skysense.api.model.Annotation;
import io.skysense.api.model.BuildContext;
import io.skysense.api.model.Precision;
import io.skysense.api.model.Recompute;
import io.skysense.engine.GradMode;
import io.skysense.engine.Torch;
import io.skysense.nn.golden.Golden;
import io.skysense.nn.golden.Stages;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A whole small network with annotations, as the reference computed it. */
class GoldenNetworkTest {

    private NDManager manager;

    @BeforeEach
    void open() {
        manager = Torch.newManager(Device.cpu());
    }

    @AfterEach
    void close() {
        manager.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everyArrayOnTheWayIsTheReferences(boolean training) throws IOException {
        Golden inputs = Golden.read(manager, "inputs.npz");
        Stages stages = new Stages(Golden.read(manager, "nano8/eval_stages.npz"), "hr.");
        SwinV2 network = new SwinV2(
                SwinV2Settings.bind(Settings.parse(Networks.NANO8, "test")),
                3,
                new BuildContext(Precision.FP32, Recompute.NONE, stages));
        Golden.read(manager, "nano8/weights.npz").load(network, "backbone_hr.");
        NDArray ids = inputs.get("mapped_targets").toType(DataType.INT64, true);
        NDArray hidden = inputs.get("anno_mask").toType(DataType.FLOAT32, true);
        // Without stochastic depth training differs in its kernels alone.
        try (GradMode mode = training ? GradMode.on() : GradMode.off()) {
            network.forward(inputs.get("hr_img"), new Annotation(ids, hidden), training);
        }
        stages.checkAllSeen();
    }
}
