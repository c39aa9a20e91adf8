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

    /** {@return the minutes in words} */
    String duration() {
        String number = minutes == Math.rint(minutes) ? Long.toString(Math.round(minutes)) : Double.toString(minutes);
        return number + (minutes == 1 ? " minute" : " minutes");
    }

    /** Reads a plan that was kept. */
    static DemoPlan of(Settings settings) {
        return settings.over(NONE);
    }
}
