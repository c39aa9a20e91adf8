// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.encoder.hr;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.skysense.api.config.Settings;
import io.skysense.api.model.Annotation;
import io.skysense.api.model.BuildContext;
import io.skysense.api.model.Precision;
import io.skysense.api.model.Recompute;
import io.skysense.engine.Torch;

/** Small networks and images, the same for the same seed. */
final class Networks {

    /** The fixture's network, and its attention, which the reference does not derive. */
    static final String NANO8 = """
            {"embed_dims": 8, "depths": [2, 2, 2, 2], "num_heads": [1, 2, 4, 8], "window_size": 4, "drop_path_rate": 0,
             "extra_norm_every_n_blocks": 2, "vocabulary_size": 16, "merge_stage": 2, "use_attn": true,
             "attn_proj_dims": [8, 8, 16], "attn_num_heads": 2}
            """;

    private static final String SMALL = """
            {"arch": "nano", "embed_dims": 8, "depths": [2, 2, 1], "num_heads": [1, 2, 4], "window_size": 4,
             "drop_path_rate": 0.5, "extra_norm_every_n_blocks": 2, "out_indices": [0, 1, 2]}
            """;

    private Networks() {}

    static SwinV2Settings small() {
        return SwinV2Settings.bind(Settings.parse(SMALL, "test"));
    }

    static SwinV2 network(NDManager weights, Precision precision, Recompute recompute) {
        return network(small(), weights, new BuildContext(precision, recompute));
    }

    /** The same with annotations and attention between stages. */
    static SwinV2 annotated(NDManager weights, Recompute recompute) {
        Settings settings =
                Settings.parse(SMALL, "test").with("vocabulary_size", "5").with("use_attn", "true");
        return network(SwinV2Settings.bind(settings), weights, new BuildContext(Precision.FP32, recompute));
    }

    private static SwinV2 network(SwinV2Settings settings, NDManager weights, BuildContext context) {
        SwinV2 network = new SwinV2(settings, 3, context);
        // Arrays this small are no work for two.
        Torch.setThreads(1);
        Torch.seed(7);
        network.initialize(weights, DataType.FLOAT32);
        return network;
    }

    static NDArray image(NDManager manager, long batch, long side) {
        Torch.seed(11);
        return manager.randomNormal(new Shape(batch, 3, side, side));
    }

    static Annotation annotation(NDManager manager, long batch, long side) {
        Torch.seed(12);
        NDArray ids = manager.randomUniform(0, 6, new Shape(batch, side, side));
        NDArray hidden = manager.zeros(new Shape(batch, 2, 2));
        hidden.set(new NDIndex(":,1"), 1);
        return new Annotation(ids.floor().toType(DataType.INT64, false), hidden);
    }

    static NDList trained(SwinV2 network) {
        NDList arrays = new NDList();
        network.getParameters().forEach(p -> arrays.add(p.getValue().getArray()));
        return arrays;
    }
}
