// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.head.classification;

import io.skysense.api.task.TaskHead;
import io.skysense.nn.contract.TaskHeadContract;

class SingleLabelContractTest extends TaskHeadContract {

    @Override
    protected TaskHead head() {
        return new ClassificationHead();
    }

    @Override
    protected String settings() {
        return """
                {}""";
    }
}
