// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.head.segmentation;

import io.skysense.api.task.TaskHead;
import io.skysense.nn.contract.TaskHeadContract;

/** The head behind a neck, on series. */
class SeriesContractTest extends TaskHeadContract {

    @Override
    protected TaskHead head() {
        return new SegmentationHead();
    }

    @Override
    protected String settings() {
        return """
                {"channels": 8, "pool_scales": [1, 2], "dropout_ratio": 0.0,
                 "neck": {"out_channels": 8, "scales": [1, 1, 2]},
                 "series": {"dates": 2, "fusion": {"embed_dims": 8, "num_layers": 2, "num_heads": 2, "drop_path_rate": 0}}}""";
    }
}
