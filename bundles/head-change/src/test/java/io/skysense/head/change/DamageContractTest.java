// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.head.change;

import io.skysense.api.task.TaskHead;
import io.skysense.nn.contract.TaskHeadContract;

class DamageContractTest extends TaskHeadContract {

    @Override
    protected TaskHead head() {
        return new ChangeHead();
    }

    @Override
    protected String settings() {
        return """
                {"task": "damage", "channels": 8, "pool_scales": [1, 2], "dropout_ratio": 0.0}""";
    }
}
