// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.nn.vit;

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
import org.junit.jupiter.params.provider.CsvSource;

/** Whole small networks with annotations, as the reference computed them. */
class GoldenTransformerTest {

    private static final String NANO8 = """
            {"embed_dims": 16, "num_layers": 4, "num_heads": 2, "merge_stage": 2, "drop_path_rate": 0,
             "out_indices": [0, 1, 2, 3], "vocabulary_size": 16}
            """;

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
    @CsvSource({"s2, 10", "s1, 2"})
    void everyArrayOnTheWayIsTheReferences(String modality, int bands) throws IOException {
        Golden inputs = Golden.read(manager, "inputs.npz");
        Stages stages = new Stages(Golden.read(manager, "nano8/eval_stages.npz"), modality + ".");
        VisionTransformer network = new VisionTransformer(
                VisionTransformerSettings.bind(Settings.parse(NANO8, "test")),
                bands,
                new BuildContext(Precision.FP32, Recompute.NONE, stages));
        Golden.read(manager, "nano8/weights.npz").load(network, "backbone_" + modality + ".");
        NDArray image = inputs.get(modality + "_img").squeeze(2);
        NDArray ids = inputs.get("anno_s2").toType(DataType.INT64, true);
        NDArray hidden = inputs.get("anno_mask").toType(DataType.FLOAT32, true);
        try (GradMode off = GradMode.off()) {
            network.forward(image, new Annotation(ids, hidden), false);
        }
        stages.checkAllSeen("uphead");
    }
}
