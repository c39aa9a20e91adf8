// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.head.classification;

import io.skysense.api.task.TaskHead;
import io.skysense.nn.contract.TaskHeadContract;

class MultiLabelContractTest extends TaskHeadContract {

    @Override
    protected TaskHead head() {
        return new ClassificationHead();
    }

    @Override
    protected String settings() {
        return """
                {"multi_label": true, "class_weight": [1, 2, 1]}""";
    }
}
