// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.launcher;

/** What the platform is started for. */
enum Mode {
    /** One command: what only a person at the shell needs stays down. */
    COMMAND(2),
    /** The shell, with watched folders. */
    SHELL(3);

    private final int startLevel;

    Mode(int startLevel) {
        this.startLevel = startLevel;
    }

    /** {@return the start level up to which bundles run; conf/framework.properties says which bundle is on which} */
    int startLevel() {
        return startLevel;
    }
}
