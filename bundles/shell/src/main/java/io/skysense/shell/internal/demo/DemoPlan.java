// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.shell.internal.demo;

import io.skysense.api.config.Settings;

/**
 * What a demo is asked to do; kept in its folder, so that the same call goes on with the same work.
 *
 * @param dataset name of the dataset
 * @param data the dataset's folder, absolute
 * @param minutes of training
 */
record DemoPlan(String dataset, String data, double minutes) {

    private static final DemoPlan NONE = new DemoPlan("", "", 0);

    /** Reads a plan that was kept. */
    static DemoPlan of(Settings settings) {
        return settings.over(NONE);
    }
}
