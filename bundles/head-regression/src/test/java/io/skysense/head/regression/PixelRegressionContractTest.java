// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.head.regression;

import io.skysense.api.task.TaskHead;
import io.skysense.nn.contract.TaskHeadContract;

class PixelRegressionContractTest extends TaskHeadContract {

    @Override
    protected TaskHead head() {
        return new RegressionHead();
    }

    @Override
    protected String settings() {
        return """
                {"channels": 8, "pool_scales": [1, 2], "dropout_ratio": 0.0}""";
    }
}
