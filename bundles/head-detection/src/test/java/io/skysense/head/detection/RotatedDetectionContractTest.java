// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.head.detection;

import io.skysense.api.task.TaskHead;
import io.skysense.nn.contract.TaskHeadContract;

class RotatedDetectionContractTest extends TaskHeadContract {

    @Override
    protected TaskHead head() {
        return new DetectionHead();
    }

    @Override
    protected String settings() {
        return """
                {"rotated": true, "feat_channels": 16, "stacked_convs": 1}""";
    }
}
