// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.itest.guest;

import io.skysense.api.config.Settings;
import io.skysense.api.config.SettingsException;
import io.skysense.api.model.BuildContext;
import io.skysense.api.task.HeadInputs;
import io.skysense.api.task.HeadNetwork;
import io.skysense.api.task.TaskHead;

/** A head that is only leased. */
public class GuestHead implements TaskHead {

    @Override
    public String name() {
        return "guest";
    }

    @Override
    public HeadNetwork build(Settings settings, HeadInputs inputs, BuildContext context) {
        throw new SettingsException(name() + " builds nothing");
    }
}
