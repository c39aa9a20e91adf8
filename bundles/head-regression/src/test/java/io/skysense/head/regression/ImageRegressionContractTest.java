// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.head.regression;

import io.skysense.api.task.TaskHead;
import io.skysense.nn.contract.TaskHeadContract;

class ImageRegressionContractTest extends TaskHeadContract {

    @Override
    protected TaskHead head() {
        return new RegressionHead();
    }

    @Override
    protected String settings() {
        return """
                {"per": "image", "dropout_ratio": 0.0, "loss": {"l1": 1, "huber": {"weight": 1}}}""";
    }
}
