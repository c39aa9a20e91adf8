// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.shell;

/** The sections of the command overview, in order. */
public enum CommandGroup {
    /** Everything from data to map in one go. */
    JOB("The whole job"),
    /** Runs. */
    TRAINING("Training and evaluation"),
    /** Predictions over rasters. */
    MAPS("Maps"),
    /** The platform itself. */
    PLATFORM("The platform");

    private final String title;

    CommandGroup(String title) {
        this.title = title;
    }

    /** {@return its heading} */
    public String title() {
        return title;
    }
}
